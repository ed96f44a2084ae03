package dev.skep.server.front.hive.token;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.token.Token;
import dev.skep.server.model.token.TokenIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * The form in which clients of Hadoop pass tokens on. All texts and byte strings have their length before them, as a number
 * of variable length.
 *
 * <ul>
 *   <li>An identifier: a version (0), owner, renewer, real user, time of issue, time of the end, sequence, number of the
 *       signing key. Here secrets are not signed, so that number is 0.
 *   <li>A token: identifier, secret, kind, service; as a text, in the Base64 for URLs without padding.
 *   <li>A login by token (SASL DIGEST-MD5): the user name is the identifier and the password the secret, both in usual Base64.
 * </ul>
 */
public final class HadoopTokens {
    private static final String KIND = "HIVE_DELEGATION_TOKEN";
    private static final int VERSION = 0;
    private static final int NO_KEY = 0;
    private static final int MAX_FIELD = 1 << 16;

    private HadoopTokens() {}

    /** A token as its holder has it. */
    public record Shown(TokenIdentity identity, String password) {}

    static String write(Token token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(out -> {
            writeBytes(out, identifier(token.identity()));
            writeBytes(out, Base64.getDecoder().decode(token.password()));
            writeText(out, KIND);
            writeText(out, "");
        }));
    }

    /** @throws CatalogException {@code INVALID} if the text is no token */
    public static Shown read(String text) {
        try (DataInputStream in = open(
                Base64.getUrlDecoder().decode(text.strip().replace('+', '-').replace('/', '_')))) {
            TokenIdentity identity = identity(readBytes(in));
            return new Shown(identity, Base64.getEncoder().encodeToString(readBytes(in)));
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** @throws CatalogException {@code INVALID} if the bytes are no identifier */
    static TokenIdentity identityOf(byte[] identifier) {
        try {
            return identity(identifier);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static byte[] identifier(TokenIdentity identity) {
        return bytes(out -> {
            out.writeByte(VERSION);
            writeText(out, identity.owner());
            writeText(out, identity.renewer());
            writeText(out, identity.realUser());
            writeNumber(out, identity.issuedAt().toEpochMilli());
            writeNumber(out, identity.endsAt().toEpochMilli());
            writeNumber(out, identity.sequence());
            writeNumber(out, NO_KEY);
        });
    }

    private static TokenIdentity identity(byte[] identifier) throws IOException {
        try (DataInputStream in = open(identifier)) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("it has version " + version);
            }
            return new TokenIdentity(
                    readText(in),
                    readText(in),
                    readText(in),
                    Instant.ofEpochMilli(readNumber(in)),
                    Instant.ofEpochMilli(readNumber(in)),
                    (int) readNumber(in));
        }
    }

    /** Writes what has nowhere to fail. */
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static DataInputStream open(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        writeNumber(out, bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        long length = readNumber(in);
        if (length < 0 || length > MAX_FIELD) {
            throw new IOException("a field has " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return bytes;
    }

    /**
     * Numbers from -112 to 127 are one byte. For others the first byte tells sign and length: -113 to -120 stand for a
     * positive number of 1 to 8 bytes, -121 to -128 for the complement of a negative one; the highest byte comes first.
     */
    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        if (number >= -112 && number <= 127) {
            out.writeByte((int) number);
            return;
        }
        long magnitude = number < 0 ? ~number : number;
        int length = (Long.SIZE - Long.numberOfLeadingZeros(magnitude) + 7) / 8;
        out.writeByte((number < 0 ? -120 : -112) - length);
        for (int i = length - 1; i >= 0; i--) {
            out.writeByte((int) (magnitude >>> (8 * i)));
        }
    }

    private static long readNumber(DataInputStream in) throws IOException {
        byte first = in.readByte();
        if (first >= -112) {
            return first;
        }
        boolean negative = first < -120;
        int length = (negative ? -120 : -112) - first;
        long magnitude = 0;
        for (int i = 0; i < length; i++) {
            magnitude = magnitude << 8 | in.readUnsignedByte();
        }
        return negative ? ~magnitude : magnitude;
    }

    private static CatalogException unreadable(Exception reason) {
        return CatalogException.invalid("The text is no token that was issued here: " + reason.getMessage());
    }
}
