package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Dialect;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of trouble that delimited text comes with: what is found in it. */
class CsvDialectTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t", ";", "|", "\u0001", "\u0002", "\u001e", "\u001f", "^", "~", "#", "\u00a6", "||", "|~|", "::"
            })
    void findsUnusualDelimiters(String delimiter) throws IOException {
        String text = "town|street|code|size\nAbla|Plaza Mayor, 6|A1|17\nAdra|Del Mar, 3|B7|20\nBaza|Sol, 1|C9|31\n";
        InferredSchema schema = read(text.replace("|", delimiter));
        assertThat(schema.dialect()).isEqualTo(new Dialect(delimiter, null, null, null, 1, 0));
        assertThat(types(schema)).containsExactly("string", "string", "string", "int");
    }

    @Test
    void findsBlanksThatAlignColumns() throws IOException {
        InferredSchema schema = read("""
            Station   Temp  Count
            Oslo      1.5   10
            Bergen   12.25   8
            Tromso   -3.0  112
            """);
        assertThat(dialect(schema).delimiter()).isEqualTo(" ");
        assertThat(labels(schema)).containsExactly("Station", "Temp", "Count");
        assertThat(types(schema)).containsExactly("string", "double", "int");
        assertThat(schema.evidence())
                .anySatisfy(evidence -> assertThat(evidence.because()).startsWith("runs of blanks delimit it"));
        assertThat(read("a b\n1 2\n3 4\n5 6\n").evidence())
                .noneSatisfy(evidence -> assertThat(evidence.because()).startsWith("runs of blanks"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name\nJohn Smith\nMary Jones\nPaul Brown\n",
                "started\n2024-05-01 10:00:00\n2024-05-02 11:30:00\n",
                "0\nDigit 2\nDigit 7\nDigit 1\nDigit 3\n",
                "time\n10:15:00\n11:20:30\n23:59:59\n",
                "\"#,##,#00\"\n\"1,234,567\"\n",
                "url\nhttp://a.example/x\nhttp://b.example/y\n",
            })
    void doesNotSplitASingleColumn(String text) throws IOException {
        assertThat(read(text).columns()).hasSize(1);
    }

    @Test
    void passesOverTitlesAboveTheTable() throws IOException {
        InferredSchema schema = read("""
            Spending over 500 in June,,,
            ,,,
            Area,Supplier,Paid,Amount
            Roads,Smith Ltd,2015-06-01,12.50
            Parks,Brown Ltd,2015-06-02,3.25
            Roads,Jones Ltd,2015-06-03,8.75
            """);
        assertThat(dialect(schema)).isEqualTo(new Dialect(",", null, null, null, 1, 2));
        assertThat(labels(schema)).containsExactly("Area", "Supplier", "Paid", "Amount");
        assertThat(types(schema)).containsExactly("string", "string", "date", "double");
        assertThat(schema.rows().rows()).isEqualTo(3);
        assertThat(schema.storage().tableProperties()).containsEntry("skip.header.line.count", "3");
    }

    @Test
    void passesOverNotesAboveTheTable() throws IOException {
        InferredSchema schema = read("""
            Title:,Phosphate in rivers,,,,
            Units:,mg/l,,,,
            Source:,,,,,
            Release Date:,November 2009,,,,
            ,,,,,
            Region,River,Site,Sampled,Depth,Phosphate
            Thames,Kennet,Marlborough,2009-01-02,1,80.7
            Thames,Lea,Ware,2009-01-03,2,46.5
            Anglian,Nene,Oundle,2009-01-04,1,68.25
            """);
        assertThat(dialect(schema)).isEqualTo(new Dialect(",", null, null, null, 1, 5));
        assertThat(labels(schema)).containsExactly("Region", "River", "Site", "Sampled", "Depth", "Phosphate");
    }

    @Test
    void takesARecordAboutTheExportForNoTableOfBlanks() throws IOException {
        StringBuilder rows = new StringBuilder("H,Locate Reply,NIGHT\n");
        for (int i = 0; i < 20; i++) {
            rows.append("D,BCS")
                    .append(i)
                    .append(",25000,2.08,,A,4/23/2019 7:")
                    .append(10 + i)
                    .append(":11 AM\n");
        }
        InferredSchema schema = read(rows.toString());
        assertThat(dialect(schema).delimiter()).isEqualTo(",");
        assertThat(schema.columns()).hasSize(7);
    }

    @Test
    void takesTheHeaderOfAFurtherTableBelowForNoValues() throws IOException {
        InferredSchema schema = read("Meetings,,,\nMinister,Date,Name of organisation,Purpose\n"
                + "Ann Lee,Oct-14,Tearfund,Education\n,,World Vision,\n,,War Child,\n".repeat(5)
                + "Gifts,,,\nMinister,Date,Name of giver,Gift\nAnn Lee,Nov-14,Oxfam,A book\n");
        assertThat(labels(schema)).containsExactly("Minister", "Date", "Name of organisation", "Purpose");
    }

    @Test
    void countsBlankLinesAboveTheTable() throws IOException {
        InferredSchema schema = read("Report of the year\n\n\nid;amount\n1;2.5\n2;3.5\n3;4.5\n");
        assertThat(dialect(schema)).isEqualTo(new Dialect(";", null, null, null, 1, 3));
        assertThat(types(schema)).containsExactly("int", "double");
    }

    @Test
    void passesOverCommentsAboveTheTable() throws IOException {
        InferredSchema schema = read("# made by a machine, on a Monday\n# second line\nid,name\n1,ann\n2,bob\n");
        assertThat(dialect(schema)).isEqualTo(new Dialect(",", null, null, '#', 1, 2));
        assertThat(types(schema)).containsExactly("int", "string");
    }

    @Test
    void takesTheLastCommentForAHeaderIfItSplitsLikeOne() throws IOException {
        InferredSchema schema = read("#id,name,size\n1,ann,2.5\n2,bob,3.5\n");
        assertThat(dialect(schema)).isEqualTo(new Dialect(",", null, null, null, 1, 0));
        assertThat(schema.columns()).extracting(InferredColumn::name).containsExactly("id", "name", "size");
    }

    @Test
    void joinsHeadersOfSeveralLines() throws IOException {
        InferredSchema schema = read("north,,south,\nX,Y,X,Y\n1.5,2.5,3.5,4.5\n2.5,3.5,4.5,5.5\n3.5,4.5,5.5,6.5\n");
        assertThat(labels(schema)).containsExactly("north X", "north Y", "south X", "south Y");
        assertThat(dialect(schema).headerLines()).isEqualTo(2);
        assertThat(types(schema)).containsOnly("double");
        InferredSchema units = read("depth,temp,mark\n(m),(C),\n1,2.5,a\n2,3.5,b\n");
        assertThat(labels(units)).containsExactly("depth (m)", "temp (C)", "mark");
        assertThat(types(units)).containsExactly("int", "double", "string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,1,2,3,4,class\n1.5,0.25,7,16.5,3.5,one\n2.5,0.75,9,18.5,4.5,two\n",
                "\"\",\"0\",\"1\",\"2\",\"3\",\"4\"\n\"0\",27,29,10,8,2\n\"1\",59,53,14,12,4\n",
                "Gapminder name,2008\nAfghanistan,12.67\nAlbania,3.5\nAlgeria,8.25\n",
                ",2004\nAfghanistan,2\nAlbania,3\nAlgeria,2001\nAngola,7\nChad,9\nCuba,1\nDenmark,4\nEgypt,2\nFiji,5\nGhana,6\n",
                "Forest land (ha),1990,2000,2005\nAngola,,,\nBenin,12,11,9\nChad,70,65,60\nFiji,5,5,4\n",
                "id,100022,100025,100047\nid1,TRUE,FALSE,TRUE\nid2,FALSE,FALSE,TRUE\nid3,TRUE,TRUE,TRUE\n"
            })
    void knowsColumnsThatNumbersName(String text) throws IOException {
        assertThat(dialect(read(text)).headerLines()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0,1,2,3,4\n5,6,7,8,9\n10,11,12,13,14\n",
                "1,2,3,4,5\n2,4,6,8,10\n3,6,9,12,15\n",
                "1,2,3,4,5,6,7,8,9\n4,5,6,7,8,9,1,2,3\n7,8,9,1,2,3,4,5,6\n",
                "0,1,2\n1,0,2\n2,2,1\n",
                "Alice,1999\nBob,2001\nCarol,1987\nDave,1975\n",
                "Alice,12,1999\nBob,14,2\nCarol,19,7\nDave,1,5\n",
                "Alice,\nBob,1999\nCarol,3\nDave,7\n"
            })
    void takesNoRowOfNumbersForNames(String text) throws IOException {
        assertThat(dialect(read(text)).headerLines()).isZero();
    }

    @Test
    void namesColumnsOnceIfTheirHeaderIsRepeated() throws IOException {
        InferredSchema schema = read("number;town\n".repeat(3) + "1;Ajaccio\n2;Bonifacio\n3;Calvi\n".repeat(20));
        assertThat(dialect(schema).headerLines()).isEqualTo(3);
        assertThat(labels(schema)).containsExactly("number", "town");
    }

    @Test
    void takesValuesThatAreMissingForNoHeader() throws IOException {
        InferredSchema schema = read("number,least,most\nNaN,NaN,NaN\n1,2,3\n4,5,6\n7,8,9\n");
        assertThat(dialect(schema).headerLines()).isEqualTo(1);
        assertThat(labels(schema)).containsExactly("number", "least", "most");
    }

    @Test
    void obeysADeclaredDelimiter() throws IOException {
        InferredSchema schema = read("sep=;\nid;price\n1;2,5\n2;3,75\n");
        assertThat(dialect(schema)).isEqualTo(new Dialect(";", null, null, null, 1, 1));
        assertThat(labels(schema)).containsExactly("id", "price");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n"})
    void readsAllLineEnds(String end) throws IOException {
        InferredSchema schema = read("id,name\n1,ann\n2,bob\n3,eve\n".replace("\n", end));
        assertThat(types(schema)).containsExactly("int", "string");
        assertThat(schema.rows().rows()).isEqualTo(3);
    }

    @Test
    void knowsQuotesAndEscapes() throws IOException {
        InferredSchema single = read("id,said\n1,'a, b'\n2,'c'\n3,'d, e'\n");
        assertThat(dialect(single).quote()).isEqualTo('\'');
        InferredSchema escaped = read("id,said\n1,\"a, \\\"b\\\"\"\n2,\"c, d\"\n3,\"e\"\n");
        assertThat(dialect(escaped).escape()).isEqualTo('\\');
        assertThat(escaped.columns()).hasSize(2);
        InferredSchema bare = read("id|said\n1|a \\| b\n2|c\n3|d \\| e\n");
        assertThat(dialect(bare).escape()).isEqualTo('\\');
        assertThat(bare.columns()).hasSize(2);
        InferredSchema blanks = read("id, said\n1, \"a, b\"\n2, \"c, d\"\n3, \"e\"\n");
        assertThat(blanks.columns()).hasSize(2);
    }

    @Test
    void readsDecimalCommasBesideSemicolons() throws IOException {
        InferredSchema schema = read("1,5;2,25;3,75\n2,5;3,25;4,75\n3,5;4,25;5,75\n");
        assertThat(dialect(schema).delimiter()).isEqualTo(";");
        assertThat(dialect(schema).header()).isFalse();
        assertThat(types(schema)).containsOnly("string");
        assertThat(schema.columns().get(0).reason().because())
                .contains("separators")
                .contains("\"1,5\"");
    }

    @Test
    void dropsWhatStandsBehindATrailingDelimiter() throws IOException {
        assertThat(labels(read("id;name;\n1;ann;\n2;bob;\n"))).containsExactly("id", "name");
        assertThat(labels(read("id;name\n1;ann;\n2;bob;\n"))).containsExactly("id", "name");
    }

    @Test
    void readsRowNamesThatTheHeaderDoesNotCount() throws IOException {
        InferredSchema schema = read("speed,dist\n1,4.5,2\n2,4.5,10\n3,7.25,4\n");
        assertThat(labels(schema)).containsExactly("", "speed", "dist");
        assertThat(types(schema)).containsExactly("int", "double", "int");
    }

    @Test
    void survivesRaggedRowsAndStrayQuotes() throws IOException {
        String text = "id,name,size\n" + "1,ann,2.5\n".repeat(20) + "2,\"b\"ob\",3.5\n3,eve\n4,kim,1.5,x\n";
        InferredSchema schema = read(text);
        assertThat(labels(schema)).containsExactly("id", "name", "size");
        assertThat(schema.evidence())
                .anyMatch(it -> it.topic() == Topic.WARNING && it.verdict().equals("2 rows are ragged"));
        assertThat(labels(read("id,name\",size\n1,\"a, b\",2.5\n2,\"c\",3.5\n3,\"d\",1.5\n")))
                .hasSize(3);
    }

    @Test
    void saysWhatCameSecond() throws IOException {
        Evidence dialect = read("a;b,c\n1;2,5\n2;3,5\n3;4,5\n").evidence().stream()
                .filter(it -> it.topic() == Topic.DIALECT)
                .findFirst()
                .orElseThrow();
        assertThat(dialect.verdict()).isEqualTo("delimited by ;");
        assertThat(dialect.runnerUp()).isNotNull();
        assertThat(dialect.score()).isGreaterThan(0.5);
    }

    private static InferredSchema read(String text) throws IOException {
        Inference answer =
                SchemaInference.standard().infer(ByteSource.of("data.csv", text.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer).isInstanceOf(Inferred.class);
        return ((Inferred) answer).schema();
    }

    private static Dialect dialect(InferredSchema schema) {
        assertThat(schema.form()).isInstanceOf(Dialect.class);
        return (Dialect) schema.form();
    }

    private static List<String> labels(InferredSchema schema) {
        return schema.columns().stream().map(InferredColumn::label).toList();
    }

    private static List<String> types(InferredSchema schema) {
        return schema.columns().stream()
                .map(column -> column.valueType().text())
                .toList();
    }
}
