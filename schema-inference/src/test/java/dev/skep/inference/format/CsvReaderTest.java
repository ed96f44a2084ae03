package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Dialect;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest extends TextFormatKit {

    @Override
    Expected expected() {
        return new Expected(
                Format.CSV,
                utf8("""
                    Order ID,zip,amount,paid,on,at,note
                    1,00501,1.50,true,2024-05-01,2024-05-01 10:00:00,first
                    2,10001,,false,2024-05-02,2024-05-01 10:00:01.25,
                    3,94105,20,TRUE,2024-02-29,2024-05-01 10:00:02,third one
                    """),
                List.of(
                        "order_id int",
                        "zip string",
                        "amount double",
                        "paid boolean",
                        "on date",
                        "at timestamp",
                        "note string"),
                3);
    }

    @ParameterizedTest
    @ValueSource(chars = {',', '\t', ';', '|', '^', '\u0001'})
    void findsTheDelimiter(char delimiter) throws IOException {
        String text = "name,price\nnut,1.5\nbolt,2.5\n".replace(',', delimiter);
        InferredSchema schema = schema(infer("data", utf8(text)));
        assertThat(schema.dialect()).isEqualTo(new Dialect(String.valueOf(delimiter), null, null, null, 1, 0));
        assertThat(columns(schema)).containsExactly("name string", "price double");
        assertThat(schema.storage().serdeLibrary()).endsWith("LazySimpleSerDe");
        assertThat(schema.storage().serdeProperties()).containsEntry("field.delim", String.valueOf(delimiter));
        assertThat(schema.storage().tableProperties()).containsEntry("skip.header.line.count", "1");
    }

    /** Those above the table are passed over with its header, which is told in the definition. */
    @Test
    void tellsOfBlankLinesBetweenRows() throws IOException {
        String rows = "1,nut\n2,bolt\n3,cog\n";
        for (String text : List.of("id,name\n" + rows, "parts\n\nid,name\n" + rows)) {
            assertThat(schema(infer("data", utf8(text))).evidence())
                    .as(text)
                    .noneMatch(evidence -> evidence.verdict().equals("blank lines"));
        }
        for (String text :
                List.of("id,name\n\n" + rows, "id,name\n" + rows + "\n", "id,name\n" + rows + "\r\n" + rows)) {
            assertThat(schema(infer("data", utf8(text))).evidence())
                    .as(text)
                    .anyMatch(evidence -> evidence.verdict().equals("blank lines"));
        }
    }

    @Test
    void findsQuotesThatComeLate() throws IOException {
        String plain = "1,nut,1.5\n".repeat(10_000);
        InferredSchema schema =
                schema(infer("data", utf8("id,name,price\n" + plain + "2,\"nut, small\",2.5\n" + plain)));
        assertThat(schema.dialect().quote()).isEqualTo('"');
        assertThat(schema.storage().serdeLibrary()).isEqualTo(Format.OPEN_CSV_SERDE);
        assertThat(schema.columns().get(2).valueType().text()).isEqualTo("double");
    }

    @Test
    void takesLateInchMarksForNoQuotes() throws IOException {
        String plain = "1,nut,1.5\n".repeat(10_000);
        InferredSchema schema = schema(
                infer("data", utf8("id,name,price\n" + plain + "2,\"small,2.5\n" + plain + "2,6\",1\n" + plain)));
        assertThat(schema.dialect().quote()).isNull();
        assertThat(columns(schema)).containsExactly("id int", "name string", "price double");
    }

    @Test
    void readsQuotedTextWithTheSerdeThatKnowsQuotes() throws IOException {
        InferredSchema schema = schema(infer("data", utf8("id,title\n1,\"a, b\"\n2,\"say \"\"hi\"\"\"\n3,plain\n")));
        assertThat(schema.storage().serdeLibrary()).isEqualTo(Format.OPEN_CSV_SERDE);
        assertThat(columns(schema)).containsExactly("id string", "title string");
        assertThat(schema.columns().get(0).valueType().text()).isEqualTo("int");
        assertThat(schema.storage().serdeProperties()).containsEntry("quoteChar", "\"");
        // The quote or nothing as escape would make the SerDe swallow backslashes.
        assertThat(schema.storage().serdeProperties().get("escapeChar"))
                .hasSize(1)
                .isNotIn("\"", "\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,city\nAnna,Berlin\nBert,Köln\nCarla,Wien\n",
                "first_name,last_name\nJohn,Smith\nMary,Jones\n",
                "country,2015,2016,2017\nDE,1.0,2.0,3.0\nFR,1.5,2.5,3.5\n",
                "id,name,price\n",
                "id\n1\n2\n3\n",
                "path|note\nx|say so\ny|ok\n",
            })
    void takesTheFirstRowForAHeader(String text) throws IOException {
        assertThat(schema(infer("data.csv", utf8(text))).dialect().header()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAR,Afar\nABK,Abkhazian\nACE,Achinese\n",
                "aar|aa|Afar\nabk|ab|Abkhazian\nace||Achinese\n",
                "John,Smith,London\nMary,Jones,Paris\nAhmed,Khan,Cairo\n",
                "red,small,yes\nblue,large,no\nred,large,yes\ngreen,small,no\n",
                "1,John,2024-01-01\n2,Mary,2024-01-02\n",
                "2015,2016,x\n2017,2018,y\n",
            })
    void takesTheFirstRowForData(String text) throws IOException {
        assertThat(schema(infer("data.csv", utf8(text))).dialect().header()).isFalse();
    }

    @Test
    void numbersColumnsWithoutHeader() throws IOException {
        InferredSchema schema = schema(infer("data", utf8("1,2024-05-01,x\n2,2024-05-02,y\n")));
        assertThat(columns(schema)).containsExactly("col0 int", "col1 date", "col2 string");
        assertThat(schema.storage().tableProperties()).doesNotContainKey("skip.header.line.count");
        assertThat(schema.rows().rows()).isEqualTo(2);
    }

    @Test
    void declaresStringsWhereTheReaderWouldGiveNull() throws IOException {
        String text = """
            iso,gap,padded,huge,exact,word,none,phone
            2024-05-01T10:00:00Z,1,  7,123456789012345678901234567890123456789,0.1234567890123456789,yes,,+491701
            2024-05-01T10:00:00Z,NA,  8,1,12.5,no,,+491702
            """;
        InferredSchema schema = schema(infer("data", utf8(text)));
        assertThat(columns(schema))
                .containsExactly(
                        "iso string",
                        "gap string",
                        "padded string",
                        "huge string",
                        "exact decimal(21,19)",
                        "word string",
                        "none string",
                        "phone string");
        assertThat(schema.columns().get(2).valueType().text()).isEqualTo("int");
    }

    @Test
    void seesALateConflictInALargeFile() throws IOException {
        StringBuilder text = new StringBuilder("id,value,comment\n");
        for (int i = 0; text.length() < 12 << 20; i++) {
            text.append(i).append(",1.5,some words that fill the row\n");
        }
        text.append("999,late,x\n");
        InferredSchema schema = schema(infer("data", utf8(text.toString())));
        assertThat(columns(schema)).containsExactly("id int", "value string", "comment string");
        assertThat(schema.rows().exact()).isFalse();
        long rows = text.chars().filter(c -> c == '\n').count() - 1;
        assertThat(schema.rows().rows()).isBetween(rows * 9 / 10, rows * 11 / 10);
    }

    @Test
    void readsOtherEncodings() throws IOException {
        InferredSchema western =
                schema(infer("data", "name,age\nJürgen,5\nZoë,6\n".getBytes(Charset.forName("windows-1252"))));
        assertThat(western.encoding()).isEqualTo("windows-1252");
        assertThat(western.storage().serdeProperties()).containsEntry("serialization.encoding", "windows-1252");
        InferredSchema marked = schema(infer("data", utf8("\uFEFFname,age\nAnn,5\n")));
        assertThat(columns(marked)).containsExactly("name string", "age int");
    }

    @Test
    void knowsRowsThatAreLongerThanTheStartWithoutAName() throws IOException {
        String words = "lorem ipsum ".repeat(10_000);
        StringBuilder plain = new StringBuilder("id,name,body\n");
        StringBuilder wide = new StringBuilder();
        for (int row = 0; row < 8; row++) {
            plain.append(row)
                    .append(",name")
                    .append(row)
                    .append(',')
                    .append(words)
                    .append('\n');
            wide.append("100.25;".repeat(12_000)).append(row).append('\n');
        }
        assertThat(columns(schema(infer("data", utf8(plain.toString())))))
                .containsExactly("id int", "name string", "body string");
        assertThat(schema(infer("data", utf8(wide.toString()))).columns()).hasSize(12_001);
        assertThat(infer("data", utf8(words + "\n" + words + "\n"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void leavesAddressesWithCommasWhole() throws IOException {
        String uneven =
                "https://maps.example.com/@47.37,8.54,15z\nhttp://x.example/a?b=1,2\nhttp://x.example/c\n".repeat(5);
        assertThat(columns(schema(infer("a.csv", utf8(uneven))))).containsExactly("col0 string");
        String even = "https://www.example.com/article,1234,name.html\n".repeat(9);
        assertThat(columns(schema(infer("a.csv", utf8("url\n" + even))))).containsExactly("url string");
        String delimited = "id;url\n" + "7;https://www.example.com/article,1234,name.html\n".repeat(9);
        assertThat(columns(schema(infer("a.csv", utf8(delimited))))).containsExactly("id int", "url string");
        String table = "url,hits\n" + "https://www.example.com/,12\n".repeat(9);
        assertThat(columns(schema(infer("a.csv", utf8(table))))).containsExactly("url string", "hits int");
    }

    @Test
    void warnsOfRaggedRows() throws IOException {
        InferredSchema schema = schema(infer("data", utf8("a,b\n1,2\n3\n4,5\n6,7\n8,9\n10,11\n")));
        assertThat(schema.evidence())
                .anyMatch(evidence ->
                        evidence.topic() == Topic.WARNING && evidence.verdict().contains("ragged"));
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        assertThat(infer("notes.txt", utf8("Dear diary.\nToday, it rained; a lot.\nGood night.\n")))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.UNKNOWN));
        assertThat(infer("data", new byte[] {1, 2, 3, 0, 0, 0, (byte) 200, 7, 0, 0}))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.UNKNOWN));
        assertThat(infer("data.csv", utf8("  \n\n"))).isInstanceOf(Empty.class);
    }

    @Test
    void takesVeryLongCells() throws IOException {
        String cell = "a_b.".repeat(200_000);
        assertThat(schema(infer("data.csv", utf8(cell + ",x\n" + cell + ",y\n")))
                        .columns())
                .hasSize(2);
    }

    @Test
    void takesVeryWideRows() throws IOException {
        String row = "12345,".repeat(14_999) + "12345\n";
        assertThat(schema(infer("data.csv", utf8(row.repeat(3)))).columns()).hasSize(15_000);
    }

    @Test
    void refusesTooManyColumns() throws IOException {
        assertThat(infer("data.csv", utf8("a,".repeat(100_000) + "b\n")))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
