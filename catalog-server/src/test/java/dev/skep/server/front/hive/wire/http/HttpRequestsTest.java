package dev.skep.server.front.hive.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestsTest {
    private static final String HEAD = "POST /metastore?x HTTP/1.1\r\nHost: h\r\n";

    @Test
    void readsOneRequestAfterTheOther() throws Exception {
        HttpRequests requests = requests(
                HEAD + "content-LENGTH: 3 \r\nX-A: 1\r\nx-a:\t2\r\n\r\nabc" + HEAD
                        + "Transfer-Encoding: chunked\r\nConnection: Close\r\n\r\n2;x=y\r\nde\r\nA \r\n0123456789\r\n0\r\nT: x\r\n\r\n");
        HttpRequest first = requests.next().orElseThrow();
        assertThat(first.method()).isEqualTo("POST");
        assertThat(first.path()).isEqualTo("/metastore");
        assertThat(first.header("X-a")).contains("1, 2");
        assertThat(first.keepsConnection()).isTrue();
        assertThat(text(requests.body(first))).isEqualTo("abc");
        HttpRequest second = requests.next().orElseThrow();
        assertThat(second.keepsConnection()).isFalse();
        assertThat(text(requests.body(second))).isEqualTo("de0123456789");
        assertThat(requests.next()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'POST metastore HTTP/1.1\r\n\r\n'",
        "400, 'POST / HTTP/2.0\r\n\r\n'",
        "400, 'POST / HTTP/1.1\nHost: h\n\n'",
        "400, 'POST / HTTP/1.1\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nHost : h\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nHost: h\r\nA: \u0001\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'",
        "400, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n'",
        "413, 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n'",
        "501, 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n'"
    })
    void refusesWhatTwoReadersCouldUnderstandDifferently(int status, String text) {
        assertThat(catchThrowableOfType(HttpRefusal.class, () -> requests(text).next())
                        .status())
                .isEqualTo(status);
    }

    @Test
    void headsAreBounded() {
        String many = HEAD + "A: b\r\n".repeat(101) + "\r\n";
        String longOne = HEAD + "A: " + "b".repeat(70_000) + "\r\n\r\n";
        for (String text : new String[] {many, longOne, "POST /" + "x".repeat(70_000)}) {
            assertThat(catchThrowableOfType(
                                    HttpRefusal.class, () -> requests(text).next())
                            .status())
                    .isEqualTo(431);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-1\r\n",
                "2\r\nabc\r\n0\r\n\r\n",
                "3e9\r\n",
                "fffffffff\r\n",
                "1\r\na",
                "1\r\na\r\n0\r\n",
                ""
            })
    void chunksThatMakeNoSenseEndTheBody(String chunks) throws Exception {
        HttpRequests requests = requests(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
        InputStream body = requests.body(requests.next().orElseThrow());
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyThatIsCutShortIsNoBody() throws Exception {
        HttpRequests requests = requests(HEAD + "Content-Length: 4\r\n\r\nabc");
        InputStream body = requests.body(requests.next().orElseThrow());
        assertThatThrownBy(body::readAllBytes).hasMessageContaining("ended inside a body");
    }

    @Test
    void repliesComeWithTheirLengthOrInChunks() throws Exception {
        HttpRequest request = requests(HEAD + "\r\n").next().orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HttpReply small = new HttpReply(out, request);
        small.write("abc".getBytes(StandardCharsets.US_ASCII));
        small.end();
        assertThat(out.toString(StandardCharsets.US_ASCII))
                .startsWith("HTTP/1.1 200 OK\r\nContent-Type: application/x-thrift\r\nContent-Length: 3\r\n")
                .endsWith("\r\n\r\nabc");
        out.reset();
        HttpReply large = new HttpReply(out, request);
        large.write(new byte[20], 0, 20);
        large.write('x');
        large.end();
        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains("Transfer-Encoding: chunked\r\n")
                .contains("\r\n14\r\n")
                .endsWith("\r\n1\r\nx\r\n0\r\n\r\n");
    }

    private static HttpRequests requests(String text) {
        return new HttpRequests(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), 1_000);
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
    }
}
