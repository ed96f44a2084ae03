package dev.skep.inference.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrokTest {

    @Test
    void takesALineApart() {
        Grok grok = Grok.of("%{ISO8601:at:timestamp} %{WORD:level} (?<what>.*)");
        assertThat(grok.columns())
                .containsExactly(new Column("at", true), new Column("level", false), new Column("what", false));
        assertThat(grok.match("2020-01-02T03:04:05Z INFO all is well"))
                .contains(List.of("2020-01-02T03:04:05Z", "INFO", "all is well"));
        assertThat(grok.match("all is well")).isEmpty();
    }

    @Test
    void givesNothingForAColumnThatIsAbsent() {
        assertThat(Grok.of("%{WORD:a}(?: %{INT:b})?").match("x")).contains(List.of("x", ""));
    }

    @Test
    void makesARegularExpressionWithAGroupAColumn() {
        assertThat(Grok.of("([(]|\\()%{INT:n}").regex()).isEqualTo("(?:[(]|\\()([+-]?\\d+)");
    }

    @Test
    void endsSoonWhateverTheExpressionIs() {
        Grok hostile = Grok.of("(?:(?:a+)+)+%{INT:n}");
        assertThat(hostile.match("a".repeat(200))).isEmpty();
        assertThat(Grok.of("(?:a|b)*%{INT:n}").match("ab".repeat(8_000))).isEmpty();
        assertThat(Grok.of("%{GREEDYDATA:a}").match("a".repeat(Grok.LONGEST_LINE + 1)))
                .isEmpty();
    }

    @Test
    void understandsEveryPartItKnows() {
        assertThat(Lines.of("patterns.txt"))
                .allSatisfy(line -> Grok.of("%{" + line.substring(0, line.indexOf(' ')) + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        TIMESTAMP_ISO8601 | 2024-05-06T07:08:09.123+02:00
        TIMESTAMP_ISO8601 | 2024-05-06 07:08
        LOGLEVEL          | Warning
        BASE10NUM         | -.5
        IPORHOST          | db-1.example.com
        IPORHOST          | fe80::1
        URI               | https://anna@example.com:8443/a/b?c=d#e
        URIPATHPARAM      | /a/b?c=d
        EMAILADDRESS      | anna.b+c@example.com
        MAC               | 00:1b:44:11:3a:b7
        MAC               | 001b.4411.3ab7
        UNIXPATH          | /var/log/a.log
        PATH              | C:\\Temp\\a.log
        QS                | "it is \\"quoted\\""
        QS                | 'single'
        DATE              | 12/31/2024
        DATE              | 31.12.2024
        DATESTAMP         | 31.12.2024 23:59:59
        DATESTAMP_RFC2822 | Mon, 6 May 2024 07:08:09 +0200
        DATESTAMP_EVENTLOG| 20240506070809
        HTTPDERROR_DATE   | Mon May 06 07:08:09.123456 2024
        SYSLOGTIMESTAMP   | May  6 07:08:09
        JAVACLASS         | org.example.Main$Inner
        URN               | urn:isbn:0451450523
        TTY               | /dev/pts/1
        """)
    void knowsPartsByTheNamesThatEverybodyUses(String part, String text) {
        assertThat(Grok.of("%{" + part + ":it}").match(text)).contains(List.of(text));
    }

    @Test
    void knowsWholeLinesByName() {
        Grok apache = Grok.of("%{COMBINEDAPACHELOG}");
        assertThat(apache.columns())
                .extracting(Column::name)
                .containsExactly(
                        "clientip",
                        "ident",
                        "auth",
                        "timestamp",
                        "verb",
                        "request",
                        "httpversion",
                        "rawrequest",
                        "response",
                        "bytes",
                        "referrer",
                        "agent");
        assertThat(apache.match(
                        "10.0.0.1 - anna [06/May/2024:07:08:09 +0200] \"GET /a?b=c HTTP/1.1\" 200 5 \"-\" \"curl/8\""))
                .contains(List.of(
                        "10.0.0.1",
                        "-",
                        "anna",
                        "06/May/2024:07:08:09 +0200",
                        "GET",
                        "/a?b=c",
                        "1.1",
                        "",
                        "200",
                        "5",
                        "\"-\"",
                        "\"curl/8\""));
        assertThat(Grok.of("%{SYSLOGBASE} %{GREEDYDATA:message}").match("May  6 07:08:09 web sshd[42]: Accepted"))
                .contains(List.of("May  6 07:08:09", "", "", "web", "sshd", "42", "Accepted"));
        assertThat(Grok.of("%{JAVASTACKTRACEPART}").match("at a.b.Main.<init>(Main.java:7)"))
                .contains(List.of("a.b.Main", "<init>", "Main.java", "7"));
    }

    @Test
    void takesPartsOfTheUsersOwnFirst() {
        Map<String, String> own = Map.of("SHOP", "[A-Z]{2}%{INT}", "INT", "\\d{3}");
        assertThat(Grok.of("%{SHOP:shop:string} sold %{INT:n:int}", own).match("CH042 sold 007"))
                .contains(List.of("CH042", "007"));
        assertThat(Grok.of("%{SHOP:shop}", own).match("CH42")).isEmpty();
        assertThatThrownBy(() -> Grok.of("%{A}", Map.of("A", "%{B}", "B", "%{A}")))
                .hasMessageContaining("contains itself");
    }

    @Test
    void refusesWrongExpressionsAndSaysWhy() {
        assertThatThrownBy(() -> Grok.of("%{NONSENSE:a}")).hasMessageContaining("unknown part: %{NONSENSE:a}");
        assertThatThrownBy(() -> Grok.of("%{INT:a} %{INT:a}")).hasMessageContaining("column a twice");
        assertThatThrownBy(() -> Grok.of("%{INT:a")).hasMessageContaining("closing brace");
        assertThatThrownBy(() -> Grok.of("(?<a>x) \\1")).hasMessageContaining("refers back");
        assertThatThrownBy(() -> Grok.of("x)")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> Grok.of("%{INT:a b}")).hasMessageContaining("illegal name");
    }

    @Test
    void knowsItsOwnKinds() {
        assertThat(LogKind.known()).hasSizeGreaterThan(60).allSatisfy(kind -> {
            assertThat(kind.telling()).isBetween(0.5, 1.0);
            assertThat(kind.grok().columns()).isNotEmpty();
        });
    }
}
