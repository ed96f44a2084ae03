package dev.skep.crawler.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanDocumentTest {

    @Test
    void putsTheTargetsTogether() {
        JsonNode document = PlanDocument.of(List.of(plan("a", false, 1, 2), plan("b", true, 3, 4)));

        assertThat(document.path("sources")).extracting(JsonNode::asText).containsExactly("a", "b");
        assertThat(document.path("changed").asBoolean()).isTrue();
        assertThat(document.path("tables")).hasSize(2);
        assertThat(document.at("/tables/1/partitionCount").asInt()).isEqualTo(3);
        assertThat(document.path("decisions")).hasSize(6);
        assertThat(document.has("decisionsLeftOut")).isFalse();
    }

    @Test
    void staysSmallEnoughToBeKept() {
        JsonNode document = PlanDocument.of(List.of(plan("a", true, 250, 5_001), plan("b", true, 0, 7)));

        assertThat(document.at("/tables/0/partitions")).hasSize(100);
        assertThat(document.at("/tables/0/partitionCount").asInt()).isEqualTo(250);
        assertThat(document.path("decisions")).hasSize(5_000);
        assertThat(document.path("decisionsLeftOut").asInt()).isEqualTo(8);
    }

    private static ObjectNode plan(String source, boolean changed, int partitions, int decisions) {
        ObjectNode plan = JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("database", "lake")
                .put("changed", changed);
        ArrayNode named =
                plan.putArray("tables").addObject().put("name", source).putArray("partitions");
        for (int i = 0; i < partitions; i++) {
            named.addArray().add(i);
        }
        plan.putArray("problems");
        ArrayNode kept = plan.putArray("decisions");
        for (int i = 0; i < decisions; i++) {
            kept.addObject().put("table", source);
        }
        return plan;
    }
}
