package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Dialect;
import dev.skep.inference.Evidence;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.SparkSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users say of their files counts before what is found. */
class ClassifiersTest {

    private static final Map<String, String> NOTHING = Map.of();

    private static InferredSchema read(String name, String text, FormatReader... own) throws IOException {
        SchemaInference inference = new SchemaInference(FormatReaders.all(List.of(own)), Limits.DEFAULT);
        return ((Inferred) inference.infer(ByteSource.of(name, text.getBytes(StandardCharsets.UTF_8)))).schema();
    }

    private static FormatReader csv(Map<String, String> settings) {
        return Classifiers.reader("own", "csv", settings);
    }

    private static List<String> columns(InferredSchema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " " + column.type().text())
                .toList();
    }

    private static List<String> warnings(InferredSchema schema) {
        return schema.evidence().stream()
                .filter(each -> each.topic() == Evidence.Topic.WARNING)
                .map(Evidence::verdict)
                .toList();
    }

    @Test
    void delimiterIsTakenAsSaid() throws IOException {
        String text = "1-2,5-3\n4-5,5-6\n7-8,5-9\n";
        InferredSchema schema = read("x", text, csv(Map.of("delimiter", "-")));
        assertThat(columns(schema)).containsExactly("col0 int", "col1 string", "col2 int");
        assertThat(schema.evidence().get(0).because()).endsWith("as classifier own says");
    }

    @Test
    void escapedDelimitersStandForWhatCannotBeTyped() throws IOException {
        InferredSchema schema = read("x", "a\u00a7b\n1\u00a72\n", csv(Map.of("delimiter", "\\u00a7")));
        assertThat(columns(schema)).containsExactly("a int", "b int");
        assertThat(columns(read("x", "a\tb\n1\t2\n", csv(Map.of("delimiter", "\\t")))))
                .containsExactly("a int", "b int");
    }

    @Test
    void headerIsTakenAsSaid() throws IOException {
        String words = "anna,rome\nbert,oslo\ncleo,bonn\n";
        InferredSchema present = read("x.csv", words, csv(Map.of("header", "present")));
        assertThat(columns(present)).containsExactly("anna string", "rome string");
        assertThat(present.rows().rows()).isEqualTo(2);
        InferredSchema absent = read("x.csv", "id,name\n1,anna\n2,bert\n", csv(Map.of("header", "absent")));
        assertThat(columns(absent)).containsExactly("col0 string", "col1 string");
        assertThat(absent.rows().rows()).isEqualTo(3);
    }

    @Test
    void columnsHaveTheNamesAndTypesThatFit() throws IOException {
        FormatReader reader =
                csv(Map.of("header", "absent", "columns", "zip string, price decimal(10,2), day, amount int"));
        InferredSchema schema = read("x.csv", "10115,1.50,2024-01-02,3\n80331,2,2024-01-03,4\n", reader);
        assertThat(columns(schema)).containsExactly("zip string", "price decimal(10,2)", "day date", "amount int");
        assertThat(warnings(schema)).isEmpty();

        InferredSchema wider = read("x.csv", "10115,1.505,2024-01-02,3\n80331,2,2024-01-03,4.5\n", reader);
        assertThat(columns(wider)).containsExactly("zip string", "price double", "day date", "amount double");
        assertThat(warnings(wider)).containsExactly("column price is double", "column amount is double");
    }

    @Test
    void aTypeIsRefusedWhereReadersWouldTurnValuesToNull() throws IOException {
        InferredSchema schema = read(
                "x.csv",
                "1,2024-01-02T10:00:00\n2,2024-01-02T11:00:00\n",
                csv(Map.of("columns", "id bigint, at timestamp")));
        assertThat(columns(schema)).containsExactly("id bigint", "at string");
        assertThat(warnings(schema)).containsExactly("column at is string");
    }

    @Test
    void quotesAndEscapesAreTakenAsSaid() throws IOException {
        String text = "a;b\n'x;y';2\nz;3\n";
        Dialect said =
                read("x.csv", text, csv(Map.of("delimiter", ";", "quote", "'"))).dialect();
        assertThat(said).isEqualTo(new Dialect(";", '\'', null, null, 1, 0));
        InferredSchema none = read("x.csv", "a;b\n'x';2\n'z';3\n", csv(Map.of("quote", "none")));
        assertThat(columns(none)).containsExactly("a string", "b int");
        assertThat(none.dialect()).isEqualTo(new Dialect(";", null, null, null, 1, 0));
    }

    @Test
    void textOfOneColumnNeedsToBeAllowed() throws IOException {
        String text = "word\napple\npear\nplum\n";
        FormatReader reader = csv(Map.of("single-column", "true", "columns", "fruit"));
        assertThat(columns(read("x", text, reader))).containsExactly("fruit string");
    }

    @Test
    void whatDoesNotFitIsLeftToOthers() throws IOException {
        FormatReader reader = csv(Map.of("delimiter", ",", "columns", "a,b,c"));
        assertThat(columns(read("x.csv", "id,name\n1,anna\n2,bert\n", reader)))
                .containsExactly("id int", "name string");
        InferredSchema json = read("x", "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n", csv(Map.of("delimiter", ",")));
        assertThat(json.format()).isEqualTo(Format.JSON_LINES);
        assertThat(read("x", "<r><i>1,2</i><i>3,4</i></r>", csv(Map.of("delimiter", ",")))
                        .format())
                .isEqualTo(Format.XML);
    }

    @Test
    void theFirstOfSeveralThatFitIsTaken() throws IOException {
        FormatReader three = csv(Map.of("columns", "a,b,c"));
        FormatReader two = csv(Map.of("columns", "x,y"));
        FormatReader other = csv(Map.of("columns", "v,w"));
        assertThat(columns(read("x.csv", "1,2\n3,4\n", three, two, other))).containsExactly("x int", "y int");
    }

    @Test
    void rowsOfJsonLieWhereItIsSaid() throws IOException {
        String text = """
            {"page": 1, "result": {"orders": [{"id": 1, "to": "anna"}, {"id": 2, "to": "bert"}]}}
            {"page": 2, "result": {"orders": [{"id": 3, "to": null, "rush": true}]}, "more": [[1]]}
            """;
        InferredSchema schema =
                read("x.json", text, Classifiers.reader("own", "json", Map.of("path", "$.result['orders'][*]")));
        assertThat(columns(schema)).containsExactly("id int", "to string", "rush boolean");
        assertThat(schema.rows().rows()).isEqualTo(3);
        assertThat(schema.form()).isEqualTo(new Form.Inner("$.result['orders'][*]"));
        assertThat(schema.storage().serdeLibrary()).isEmpty();
        assertThat(schema.storage().tableProperties()).containsEntry("jsonPath", "$.result['orders'][*]");
        assertThat(SparkSource.of(schema, List.of())).isEmpty();
        assertThat(schema.obstacle()).isEmpty();
        assertThat(warnings(schema)).containsExactly("no engine reads it by itself");
        assertThat(schema.evidence().get(0).runnerUp())
                .as("JSON came second after JSON")
                .isNull();
    }

    @Test
    void jsonWithoutRowsThereIsReadAsIfNothingWereSaid() throws IOException {
        FormatReader reader = Classifiers.reader("own", "json", Map.of("path", "$.items[*]"));
        assertThat(columns(read("x", "{\"id\": 1}\n{\"id\": 2}\n", reader))).containsExactly("id int");
    }

    @Test
    void theTopOfAJsonArrayIsReadByEngines() throws IOException {
        InferredSchema schema =
                read("x.json", "[{\"id\": 1}, {\"id\": 2}]", Classifiers.reader("own", "json", Map.of("path", "$[*]")));
        assertThat(columns(schema)).containsExactly("id int");
        assertThat(schema.form()).isEqualTo(new Form.Plain());
        assertThat(SparkSource.of(schema, List.of())).isPresent();
    }

    @Test
    void rowsOfXmlAreCalledAsItIsSaid() throws IOException {
        String text =
                "<shop><order id='1'><line n='1'/><line n='2'/></order><order id='2'><line n='1'/></order></shop>";
        assertThat(columns(read("x.xml", text))).containsExactly("id int", "line array<struct<n:int>>");
        InferredSchema lines = read("x.xml", text, Classifiers.reader("own", "xml", Map.of("row-tag", "line")));
        assertThat(columns(lines)).containsExactly("n int");
        assertThat(lines.rows().rows()).isEqualTo(3);
        assertThat(lines.form()).isEqualTo(new Form.Rows("line"));
        assertThat(columns(read("x.xml", text, Classifiers.reader("own", "xml", Map.of("row-tag", "item")))))
                .hasSize(2);
    }

    @Test
    void linesOfLogsHaveTheFormThatIsSaid() throws IOException {
        FormatReader reader = Classifiers.reader(
                "till", "grok", Map.of("pattern", "%{INT:shop}/%{INT:till} sold %{GREEDYDATA:what}"));
        assertThat(columns(read("x", "1/2 sold tea\n1/3 sold jam, red\n", reader)))
                .containsExactly("shop string", "till string", "what string");
    }

    @Test
    void linesOfLogsHavePartsOfTheUsersOwn() throws IOException {
        FormatReader reader = Classifiers.reader(
                "till",
                "grok",
                Map.of("pattern", "%{SHOP:shop} sold %{NUMBER:n}", "custom-patterns", "# ours\nSHOP [A-Z]{2}\\d+\n\n"));
        assertThat(columns(read("x", "CH1 sold 2\nDE22 sold 3.5\n", reader)))
                .containsExactly("shop string", "n string");
        assertThatThrownBy(() -> Classifiers.reader("till", "grok", Map.of("pattern", "x", "custom-patterns", "SHOP")))
                .hasMessageContaining("'SHOP' is no custom pattern");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        csv  | delimiter     | ``            | is no delimiter
        csv  | quote         | ab            | 'ab' is no quote
        csv  | header        | maybe         | header is 'maybe'
        csv  | columns       | a,,b          | a column without a name
        csv  | columns       | a varchar(3)  | 'varchar(3)' is no type of a column of text
        csv  | columns       | a number      | 'number' is no type of a column of text
        csv  | single-column | yes           | single-column is neither true nor false
        csv  | separator     | ;             | there is no setting 'separator'
        json | path          | orders        | 'orders' is no path of JSON
        json | path          | $..id         | '$..id' is no path of JSON
        json | path          | $.a[0]        | '$.a[0]' is no path of JSON
        json | row-tag       | x             | there is no setting 'row-tag'
        xml  | row-tag       | <order>       | '<order>' is no name of an element
        xml  | row-tag       | `  `          | needs the setting 'row-tag'
        bson | x             | y             | there is no type 'bson'
        """)
    void whatCannotBeMeantIsRefused(String type, String setting, String value, String reason) {
        assertThatThrownBy(() -> Classifiers.reader("own", type, Map.of(setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Classifier own: ")
                .hasMessageContaining(reason);
    }

    @Test
    void aClassifierSaysSomething() {
        assertThatThrownBy(() -> csv(NOTHING)).hasMessageContaining("it says nothing");
        assertThatThrownBy(() -> csv(Map.of("delimiter", ";", "quote", ";"))).hasMessageContaining("are the same");
    }
}
