package dev.skep.server.front.hive.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What speaks at the other end of a connection, told from its first bytes. */
enum Framing {
    /** The form of all Hive clients by default; messages without version header, as the oldest clients send them, too. */
    BINARY,
    FRAMED_BINARY,
    COMPACT,
    FRAMED_COMPACT,
    HTTP,
    TLS,
    SASL,
    HEADER,
    GARBAGE;

    /** How many bytes are looked at; no Thrift message is shorter. */
    static final int LOOKED_AT = 8;

    private static final int VERSION_1 = 0x80;
    private static final int COMPACT_ID = 0x82;
    private static final int SASL_START = 1;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int HEADER_MAGIC = 0x0fff;
    private static final List<String> HTTP_STARTS =
            List.of("GET ", "POST", "PUT ", "HEAD", "DELE", "OPTI", "PATC", "TRAC", "CONN", "PRI ");

    /** @param first the bytes that a connection starts with, {@link #LOOKED_AT} of them unless it ends before */
    static Framing of(byte[] first) {
        if (first.length < LOOKED_AT) {
            return GARBAGE;
        }
        int[] b = unsigned(first);
        if (startsBinary(b, 0)) {
            return BINARY;
        }
        if (startsCompact(b, 0)) {
            return COMPACT;
        }
        if (HTTP_STARTS.contains(new String(first, 0, 4, StandardCharsets.ISO_8859_1))) {
            return HTTP;
        }
        if (b[0] == TLS_HANDSHAKE && b[1] == 3 && b[2] <= 4) {
            return TLS;
        }
        if (b[0] >= VERSION_1) {
            return GARBAGE;
        }
        // The first four bytes are a length: of a frame, or of the name that a message without version header begins
        // with.
        if (startsBinary(b, 4)) {
            return FRAMED_BINARY;
        }
        if (startsCompact(b, 4)) {
            return FRAMED_COMPACT;
        }
        if (((b[4] << 8) | b[5]) == HEADER_MAGIC) {
            return HEADER;
        }
        if (isNameLength(b, 0) && isLetter(b[4])) {
            return BINARY;
        }
        if (isNameLength(b, 4)) {
            return FRAMED_BINARY;
        }
        return b[0] == SASL_START && b[1] == 0 && b[2] == 0 && b[3] == 0 ? SASL : GARBAGE;
    }

    /** Whether it carries messages, and not another layer or nothing. */
    boolean isThrift() {
        return this == BINARY || this == COMPACT || isFramed();
    }

    boolean isFramed() {
        return this == FRAMED_BINARY || this == FRAMED_COMPACT;
    }

    boolean isCompact() {
        return this == COMPACT || this == FRAMED_COMPACT;
    }

    private static boolean startsBinary(int[] b, int at) {
        return b[at] == VERSION_1 && b[at + 1] == 1;
    }

    private static boolean startsCompact(int[] b, int at) {
        return b[at] == COMPACT_ID && (b[at + 1] & 0x1f) == 1;
    }

    private static boolean isNameLength(int[] b, int at) {
        return b[at] == 0 && b[at + 1] == 0 && b[at + 2] == 0 && b[at + 3] > 0;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int[] unsigned(byte[] bytes) {
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xff);
        return values;
    }
}
