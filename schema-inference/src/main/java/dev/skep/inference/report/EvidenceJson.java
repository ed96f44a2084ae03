package dev.skep.inference.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Witness;
import java.util.Locale;

/** Decisions as data: {@code topic, subject, verdict, score, because}, and {@code runnerUp} and {@code witness} if any. */
public final class EvidenceJson {

    private EvidenceJson() {}

    public static ObjectNode of(Evidence decision) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("topic", decision.topic().name().toLowerCase(Locale.ROOT))
                .put("subject", decision.subject())
                .put("verdict", decision.verdict())
                .put("score", rounded(decision.score()))
                .put("because", decision.because());
        Rival rival = decision.runnerUp();
        if (rival != null) {
            json.putObject("runnerUp")
                    .put("verdict", rival.verdict())
                    .put("score", rounded(rival.score()))
                    .put("because", rival.because());
        }
        Witness witness = decision.witness();
        if (witness != null) {
            json.putObject("witness").put("row", witness.row()).put("value", witness.value());
        }
        return json;
    }

    static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
