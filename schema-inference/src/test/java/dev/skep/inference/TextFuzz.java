package dev.skep.inference;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.skep.inference.format.FormatKit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes that may be text: delimited, JSON, XML, Ion, logs, fixed width, and what is packed. */
class TextFuzz {

    static List<byte[]> texts() {
        List<byte[]> texts = new ArrayList<>(FuzzedInference.files(
                "/accuracy/files", List.of(".csv", ".tsv", ".json", ".xml", ".log", ".txt", ".gz")));
        for (String text : List.of(
                "id,name\n1,\"a, b\"\n2,'c''d'\n",
                "a;b\n1,5;2024-05-01\n,\n",
                "{\"a\": [1, {\"b\": null}], \"c\": 1e5}\n{\"a\": NaN}\n",
                "<rows><row id=\"1\"><a>1</a><a/></row><row>x</row></rows>",
                "$ion_1_0 {a: 1.5d3, b: 2024-05-01T10:00Z, c: {{AAEC}}, d: 'x'::[y]}",
                "2020-01-02 03:04:05,678 [main] INFO  org.example.Main - message\n\tat x\n",
                "192.0.2.1 - ann [20/Jul/2009:22:59:26 +0000] \"GET /a HTTP/1.1\" 200 134 \"-\" \"curl\"\n",
                "level=info msg=\"a b\" n=1\n",
                "id   name      n\n1    Ann Lee   7\n2    Bo        8\n3    Cy Dee    9\n",
                "#Fields: date time c-ip\n2024-05-01 10:00:00 192.0.2.1\n")) {
            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
            texts.add(plain);
            texts.add(text.getBytes(StandardCharsets.UTF_16));
            texts.add(FormatKit.gzip(plain));
        }
        return texts;
    }

    @MethodSource("texts")
    @FuzzTest(maxDuration = "10s")
    void anyText(byte[] bytes) throws IOException {
        FuzzedInference.answers("data", bytes);
    }
}
