package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Evidence;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FixedReaderTest extends TextFormatKit {

    private static final String PEOPLE = """
        Id   Full name          Born        Weight
        1    Ann Miller         1980-02-03    61.5
        2    Bob                              80.0
        12   Carl von Linde     1842-06-11    70.25
        13   Dora Dee           1999-12-31    55.0
        """;

    @Override
    Expected expected() {
        return new Expected(
                Format.FIXED,
                PEOPLE.getBytes(StandardCharsets.UTF_8),
                List.of("id string", "full_name string", "born string", "weight string"),
                4);
    }

    @Test
    void knowsRulesInATimeThatGrowsWithTheirLength() {
        assertThat(FixedLayout.isRule("+----+ ==== __")).isTrue();
        assertThat(FixedLayout.isRule("- - + -")).isFalse();
        assertThat(FixedLayout.isRule("")).isFalse();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(FixedLayout.isRule("-".repeat(400_000) + "x")).isFalse());
    }

    @Test
    void tellsWhatTheTextsAreAndWhereTheyBegin() throws IOException {
        InferredSchema schema = schema(answer(PEOPLE));

        assertThat(types(schema)).containsExactly("int", "string", "date", "double");
        assertThat(schema.form()).isEqualTo(new Form.FixedWidth(List.of(0, 5, 24, 36), true, 0));
        assertThat(schema.storage().tableProperties()).containsEntry("skip.header.line.count", "1");
        assertThat(schema.evidence())
                .extracting(Evidence::text)
                .anySatisfy(text -> assertThat(text).contains("all columns are strings"));
    }

    @Test
    void leavesProgramsAndProseAlone() throws IOException {
        String program = """
            -- all orders of a day
            with orders as (
                select id, day, total
                from shop.orders
                where day = date '2024-05-01'
            ),
            late as (
                select id
                from orders
                join shop.parcels using (id)
                where parcels.day > orders.day + 2
            )
            select count(*)
            from late;
            """;
        assertThat(infer("data", program.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Unreadable.class);
    }

    @Test
    void givesAnExpressionThatTakesEveryLineApart() throws IOException {
        InferredSchema schema = schema(answer(PEOPLE));
        Pattern regex = Pattern.compile(
                String.valueOf(schema.storage().serdeProperties().get("input.regex")));

        Matcher brief = regex.matcher("2    Bob");
        Matcher full = regex.matcher("12   Carl von Linde     1842-06-11    70.25");

        assertThat(brief.matches()).isTrue();
        assertThat(full.matches()).isTrue();
        assertThat(full.group(2)).isEqualTo("Carl von Linde     ");
        assertThat(full.group(4).strip()).isEqualTo("70.25");
        assertThat(brief.group(3)).isEmpty();
    }

    @Test
    void readsWithoutAHeader() throws IOException {
        InferredSchema schema = schema(answer(PEOPLE.substring(PEOPLE.indexOf('\n') + 1)));

        assertThat(types(schema)).containsExactly("int", "string", "date", "double");
        assertThat(schema.form()).isEqualTo(new Form.FixedWidth(List.of(0, 5, 24, 38), false, 0));
        assertThat(schema.rows().rows()).isEqualTo(4);
    }

    @Test
    void passesOverTitlesAndRules() throws IOException {
        String rule = "---- ------------------ ---------- ------\n";
        String header = PEOPLE.substring(0, PEOPLE.indexOf('\n') + 1);
        String text = "Report of people and their weights, as of today\n\n" + header + rule
                + PEOPLE.substring(header.length()) + rule;
        InferredSchema schema = schema(answer(text));

        assertThat(schema.columns())
                .extracting(InferredColumn::name)
                .containsExactly("id", "full_name", "born", "weight");
        assertThat(schema.form()).isEqualTo(new Form.FixedWidth(List.of(0, 5, 24, 36), true, 2));
        assertThat(schema.rows().rows()).isEqualTo(4);
    }

    @Test
    void takesAHeaderThatIsWiderThanItsColumns() throws IOException {
        InferredSchema schema = schema(answer("""
            Number  Who  Temperature
            1   Ann B      12.5
            2   Carl       13.5
            3   Dora       -1.5
            4   Eve F       0.5
            """));

        assertThat(schema.columns()).extracting(InferredColumn::name).containsExactly("number", "who", "temperature");
        assertThat(types(schema)).containsExactly("int", "string", "double");
    }

    @Test
    void leavesOtherTextAlone() throws IOException {
        Inference prose = answer("""
            It was a bright cold day in April, and the clocks
            were striking thirteen. All over the house people
            got up, one after another, and went to the windows
            to see what had become of the 12 trees in the yard
            and of the 4 birds that had lived in them for years.
            """);
        Inference code = answer("""
            static int sum(int[] values) {
                int sum = 0;
                for (int i = 0; i < values.length; i++) {
                    sum += values[i];
                }
                return sum;
            }
            """);

        assertThat(prose).isInstanceOf(Unreadable.class);
        assertThat(code).isInstanceOf(Unreadable.class);
        assertThat(schema(answer("id  n\n1   2\n13  4\n5   7\n6   8\n")).format())
                .isEqualTo(Format.CSV);
    }

    private Inference answer(String text) throws IOException {
        return infer("data", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> types(InferredSchema schema) {
        return schema.columns().stream()
                .map(column -> column.valueType().text())
                .toList();
    }
}
