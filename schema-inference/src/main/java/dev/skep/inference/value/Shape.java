package dev.skep.inference.value;

/** What one text value looks like. */
public enum Shape {
    /** No characters, or the null mark {@code \N} that Hive's text readers know. */
    NULL,
    /** A word that people write for "no value": NA, null, -, …. Text readers know none of them. */
    NULL_WORD,
    /** Digits with an optional minus, without leading zeros. */
    WHOLE,
    /** Digits with one point or an exponent, without leading zeros. */
    FRACTION,
    /** {@code true} or {@code false} in any case. */
    TRUTH,
    /** {@code yyyy-MM-dd}, a real day of the years 1583 to 9999. */
    DATE,
    /** {@code yyyy-MM-dd HH:mm:ss} with up to nine digits of a second. */
    TIMESTAMP,
    /** ISO 8601 with {@code T} or a zone: a moment, though not one that text readers understand. */
    ISO_TIMESTAMP,
    /** Anything else. */
    TEXT
}
