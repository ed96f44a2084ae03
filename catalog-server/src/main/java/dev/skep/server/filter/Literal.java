package dev.skep.server.filter;

import java.math.BigDecimal;

/** A constant that a key is compared with. */
public sealed interface Literal {
    /** Compared with the key's text, by code point. */
    record Text(String value) implements Literal {}

    /** Compared with the key's number, epoch day or epoch microsecond. */
    record Ordinal(long value) implements Literal {}

    /** Compared with a decimal or floating key's number; never pushed to the database. */
    record Exact(BigDecimal value) implements Literal {}
}
