package dev.skep.server.front.hive.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.token.Token;
import dev.skep.server.model.token.TokenIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HadoopTokensTest {
    private static final TokenIdentity IDENTITY =
            new TokenIdentity("tess", "yarn", "", Instant.ofEpochMilli(0x18FFFFFFFFFL), Instant.ofEpochMilli(127), 128);

    /** Byte by byte, as the form is described. */
    @Test
    void writesTheForm() {
        String identifier = "00" + "0474657373" + "047961726e" + "00" + "8a018fffffffff" + "7f" + "8f80" + "00";
        String kind = "15" + HexFormat.of().formatHex("HIVE_DELEGATION_TOKEN".getBytes(StandardCharsets.US_ASCII));
        byte[] expected = HexFormat.of().parseHex("17" + identifier + "03" + "010203" + kind + "00");
        String written = HadoopTokens.write(
                new Token(IDENTITY, Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}), true, Instant.EPOCH));
        assertThat(Base64.getUrlDecoder().decode(written)).isEqualTo(expected);
        assertThat(HadoopTokens.identifier(IDENTITY)).isEqualTo(HexFormat.of().parseHex(identifier));
    }

    @Test
    void readsWhatItWrites() {
        for (long number :
                new long[] {0, 127, 128, 255, 256, -1, -112, -113, -256, -257, 1L << 55, Long.MAX_VALUE / 2}) {
            TokenIdentity identity = new TokenIdentity(
                    "ü".repeat(200), "", "x", Instant.ofEpochMilli(number), Instant.ofEpochMilli(-number), 7);
            String text = HadoopTokens.write(new Token(identity, "c2VjcmV0", true, Instant.EPOCH));
            assertThat(HadoopTokens.read(text)).isEqualTo(new HadoopTokens.Shown(identity, "c2VjcmV0"));
            assertThat(HadoopTokens.identityOf(HadoopTokens.identifier(identity)))
                    .isEqualTo(identity);
        }
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String text : new String[] {"", "?", "AAAA", "j_________8", "fwA"}) {
            assertThatThrownBy(() -> HadoopTokens.read(text)).isInstanceOf(CatalogException.class);
        }
        for (byte[] bytes :
                new byte[][] {{}, {1}, {0, 5, 'a'}, {0, (byte) 0x88, 127, 127, 127, 127, 127, 127, 127, 127}}) {
            assertThatThrownBy(() -> HadoopTokens.identityOf(bytes)).isInstanceOf(CatalogException.class);
        }
    }
}
