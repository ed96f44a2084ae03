package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.Acceptance;
import dev.skep.inference.ByteSource;
import dev.skep.inference.HiveType;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Jackson's trees against our schemas: the same documents are read, the same refused, and every value has its place. */
class JsonDifferentialPropertiesTest {

    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Takes numbers of any size. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final List<String> NAMES = List.of("id", "at", "who", "tags", "to", "x y", "ünï");

    @Property(tries = 400)
    void everyValueFitsWhatIsInferred(@ForAll long seed) throws IOException, UnreadableException {
        Random random = new Random(seed);
        List<JsonNode> rows = rows(random);
        String text = written(rows, random);
        InferredSchema schema = ((Inferred) read(text)).schema();

        assertThat(schema.rows().rows()).isEqualTo(rows.size());
        for (JsonNode row : rows) {
            for (InferredColumn column : schema.columns()) {
                JsonNode value = row.path(column.label());
                assertThat(value.isMissingNode() || keeps(column, value))
                        .as("%s as %s, declared %s", value, column.valueType(), column.type())
                        .isTrue();
            }
            assertThat(schema.columns())
                    .extracting(InferredColumn::label)
                    .containsAll(
                            row.properties().stream().map(Map.Entry::getKey).toList());
        }
    }

    private static boolean keeps(InferredColumn column, JsonNode value) {
        HiveType declared = column.type();
        return Acceptance.keeps(column.valueType(), value) && Acceptance.keeps(declared, value);
    }

    /** One character changed, inserted or taken away. */
    @Property(tries = 1_000)
    void refusesWhatJacksonRefuses(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(written(rows(random), random));
        char other = "{}[],:\"\\x1-.etn \n".charAt(random.nextInt(17));
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, other);
            case 1 -> text.insert(at, other);
            case 2 -> text.deleteCharAt(at);
            default -> text.setLength(at + 1);
        }
        if (text.toString().isBlank()) {
            return;
        }
        boolean refused;
        try (JsonParser parser = LENIENT.createParser(text.toString())) {
            JsonNode tree = LENIENT.readTree(parser);
            while (tree != null) {
                tree = LENIENT.readTree(parser);
            }
            refused = false;
        } catch (JsonProcessingException e) {
            refused = true;
        }
        boolean unreadable;
        try {
            read(text.toString());
            unreadable = false;
        } catch (UnreadableException e) {
            unreadable = true;
        }
        assertThat(unreadable).as(text.toString()).isEqualTo(refused);
    }

    private static Inference read(String text) throws IOException, UnreadableException {
        return new JsonReader()
                .read(Sample.of(ByteSource.of("data.json", text.getBytes(StandardCharsets.UTF_8)), Limits.DEFAULT));
    }

    /** One object a line, one after another over several lines, or an array. */
    private static String written(List<JsonNode> rows, Random random) throws JsonProcessingException {
        int form = random.nextInt(3);
        StringBuilder text = new StringBuilder();
        for (JsonNode row : rows) {
            text.append(text.isEmpty() ? "" : form == 2 ? ",\n" : "\n");
            text.append(
                    form == 1
                            ? JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(row)
                            : JACKSON.writeValueAsString(row));
        }
        return form == 2 ? "[" + text + "]" : text.toString();
    }

    /** Rows whose fields are each of a kind of their own, but for a few values. */
    private static List<JsonNode> rows(Random random) {
        List<Integer> kinds = new ArrayList<>();
        NAMES.forEach(name -> kinds.add(random.nextInt(9)));
        List<JsonNode> rows = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("n", i);
            for (int field = 0; field < NAMES.size(); field++) {
                if (random.nextInt(5) > 0) {
                    int kind = random.nextInt(20) == 0 ? random.nextInt(9) : kinds.get(field);
                    row.set(NAMES.get(field), value(kind, random, 2));
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static JsonNode value(int kind, Random random, int levels) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (kind) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(random.nextInt());
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(new BigInteger(random.nextInt(140), random));
            case 4 -> json.numberNode(new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(12)));
            case 5 -> json.booleanNode(random.nextBoolean());
            case 6 -> json.textNode(random.nextBoolean() ? "2024-0" + (1 + random.nextInt(9)) + "-10" : "a\"\\\n,ß");
            case 7 -> {
                ArrayNode list = json.arrayNode();
                int element = random.nextInt(levels == 0 ? 7 : 9);
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(element, random, Math.max(0, levels - 1)));
                }
                yield list;
            }
            default -> {
                ObjectNode object = json.objectNode();
                for (String name : NAMES.subList(0, random.nextInt(4))) {
                    object.set(name, value(random.nextInt(levels == 0 ? 7 : 9), random, Math.max(0, levels - 1)));
                }
                yield object;
            }
        };
    }
}
