package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlReaderTest extends FormatKit {

    private static final String BOOKS = """
        <?xml version="1.0"?>
        <!-- a shop -->
        <catalog>
          <book id="1"><title>A &amp; B</title><price unit="$">5.95</price><tag>x</tag><tag>y</tag></book>
          <book id="2"><title><![CDATA[<C>]]></title><price>7</price><sold>2001-05-01</sold></book>
          <book id="3"><title>D</title><price>8.5</price><at><lat>1.5</lat><lon>2</lon></at></book>
        </catalog>
        """;

    @Override
    Expected expected() {
        return new Expected(
                Format.XML,
                BOOKS.strip().getBytes(StandardCharsets.UTF_8),
                List.of(
                        "id int",
                        "title string",
                        "price struct<unit:string,value:double>",
                        "tag array<string>",
                        "sold date",
                        "at struct<lat:double,lon:int>"),
                3);
    }

    @Override
    boolean knowsItsEnd() {
        return true;
    }

    @Override
    boolean isGzipped() {
        return true;
    }

    @Test
    void findsTheElementThatIsARow() throws IOException {
        assertThat(tag(BOOKS)).isEqualTo("book");
        assertThat(tag("<rss><channel><title>t</title><item><a>1</a></item><item><a>2</a></item></channel></rss>"))
                .isEqualTo("item");
        assertThat(tag("<people><parent n='1'><parent n='2'><c>x</c></parent></parent><parent n='3'/></people>"))
                .isEqualTo("parent");
        assertThat(tag("<baskets><basket><entry><k>1</k></entry><entry><k>2</k></entry></basket></baskets>"))
                .isEqualTo("basket");
        assertThat(tag("<note><to>a</to><from>b</from></note>")).isEqualTo("note");
        assertThat(tag("<names><name>Ann</name><name>Bob</name></names>")).isEqualTo("name");
    }

    @Test
    void takesNamesWithoutTheirPrefixAndLeavesOutWhatIsAboutTheDocument() throws IOException {
        assertThat(columns(schema(infer("data", """
            <c xmlns:a="urn:a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <r a:id="1" xsi:nil="true"><a:x>1</a:x></r><r a:id="2"><x>2</x></r>
            </c>\
            """)))).containsExactly("id int", "x int");
    }

    @Test
    void keepsAnAttributeAndAnElementOfOneNameApart() throws IOException {
        assertThat(columns(schema(infer("data", "<c><r id='1'><Id>x</Id></r><r id='2'><Id>y</Id></r></c>"))))
                .containsExactly("id int", "id_2 string");
    }

    @Test
    void readsTheDeclaredEncoding() throws IOException {
        String text = "<?xml version='1.0' encoding='%s'?><c><r><имя>Анна</имя></r><r><имя>Ольга</имя></r></c>";
        for (String encoding : List.of("windows-1251", "KOI8-R", "UTF-16", "UTF-8")) {
            byte[] bytes = text.formatted(encoding).getBytes(Charset.forName(encoding));
            InferredSchema schema = schema(infer("data", bytes));
            assertThat(columns(schema)).as(encoding).containsExactly("имя string");
        }
    }

    @Test
    void readsWesternTextThatDeclaresNothing() throws IOException {
        byte[] bytes = "<c><r><a>Zürich</a></r><r><a>Genève</a></r></c>".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(columns(schema(infer("data", bytes)))).containsExactly("a string");
    }

    @Test
    void refusesEntitiesOfADtd() throws IOException {
        String outside =
                "<!DOCTYPE c [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><c><r><a>&x;</a></r><r><a>b</a></r></c>";
        String bomb = "<!DOCTYPE c [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><c><r>&b;</r><r>&b;</r></c>";
        for (String hostile : List.of(outside, bomb)) {
            assertThat(infer("data", hostile)).isInstanceOfSatisfying(Unreadable.class, it -> {
                assertThat(it.cause()).isEqualTo(Cause.UNSUPPORTED);
                assertThat(it.format()).isEqualTo(Format.XML);
                assertThat(it.detail()).contains("entit");
            });
        }
        assertThat(columns(schema(infer("data", "<!DOCTYPE c SYSTEM 'c.dtd'><c><r><a>1</a></r><r><a>2</a></r></c>"))))
                .containsExactly("a int");
    }

    @Test
    void refusesDepthAndWidthWithoutEnd() throws IOException {
        StringBuilder wide = new StringBuilder("<c><r>");
        for (int i = 0; i < 100_000; i++) {
            wide.append("<e").append(i).append("/>");
        }
        for (String hostile : List.of("<a>".repeat(100_000) + "</a>", wide + "</r></c>")) {
            assertThat(infer("data", hostile))
                    .isInstanceOfSatisfying(
                            Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
        }
    }

    @Test
    void saysThatMoreFollowsTheFirstDocument() throws IOException {
        InferredSchema schema = schema(infer("data", "<c><r><a>1</a></r><r><a>2</a></r></c>\n<c><r><a>3</a></r></c>"));
        assertThat(schema.rows().exact()).isFalse();
        assertThat(schema.evidence()).anyMatch(it -> it.verdict().equals("only the first document was read"));
    }

    @Test
    void findsNothingInAnEmptyRoot() throws IOException {
        assertThat(infer("data", "<?xml version='1.0'?><c/>")).isInstanceOf(Empty.class);
    }

    @Test
    void leavesPagesToBrowsers() throws IOException {
        assertThat(infer("data", "<!DOCTYPE html><html><body><p>x</p></body></html>"))
                .isInstanceOf(Unreadable.class);
    }

    private String tag(String xml) throws IOException {
        return schema(infer("data", xml)).form() instanceof Form.Rows rows ? rows.tag() : "";
    }

    private Inference infer(String name, String xml) throws IOException {
        return infer(name, xml.getBytes(StandardCharsets.UTF_8));
    }
}
