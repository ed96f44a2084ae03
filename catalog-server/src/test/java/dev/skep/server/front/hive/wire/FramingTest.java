package dev.skep.server.front.hive.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingTest {
    @ParameterizedTest
    @CsvSource({
        "8001000100000007, BINARY",
        "8001000400000007, BINARY",
        "000000076765744e, BINARY",
        "0000001180010001, FRAMED_BINARY",
        "0000001100000007, FRAMED_BINARY",
        "0080000080010001, FRAMED_BINARY",
        "8221010767657461, COMPACT",
        "0000000e82210107, FRAMED_COMPACT",
        "0100000005504c41, SASL",
        "0100000080010001, FRAMED_BINARY",
        "1603010200010001, TLS",
        "1603030200010001, TLS",
        "000000250fff0000, HEADER",
        "ffffffffffffffff, GARBAGE",
        "0000000000000000, GARBAGE",
        "80020001000000ff, GARBAGE",
        "8001, GARBAGE"
    })
    void tellsWhatSpeaksFromTheFirstBytes(String first, Framing framing) {
        assertThat(Framing.of(HexFormat.of().parseHex(first))).isEqualTo(framing);
    }

    @Test
    void knowsHttpByItsVerb() {
        for (String start : new String[] {"GET / HTTP", "POST /a b", "PUT /tables", "PRI * HTTP/2.0"}) {
            assertThat(Framing.of(start.substring(0, 8).getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo(Framing.HTTP);
        }
    }
}
