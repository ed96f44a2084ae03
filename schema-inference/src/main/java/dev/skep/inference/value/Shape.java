package dev.skep.inference.value;

/** What one text value looks like. */
public enum Shape {
    /** No characters, or the null mark {@code \N} that Hive's text readers know. */
    NULL,
    /** A word that people write for "no value": NA, null, -, …. Text readers know none of them. */
    NULL_WORD,
    /** Digits with an optional minus, without leading zeros. */
    WHOLE,
    /** Digits with one point or a signed exponent, without leading zeros. */
    FRACTION,
    /** Digits with an unsigned exponent and no point, such as {@code 12e5}: a number among fractions, else a code. */
    EXPONENT,
    /** A word for infinity: a number among fractions, though not one that all text readers know. */
    INFINITE,
    /** {@code true} or {@code false} in any case. */
    TRUTH,
    /** {@code yyyy-MM-dd}, a real day of the years 1583 to 9999. */
    DATE,
    /** {@code yyyy-MM-dd}, a day of the years 1 to 1582, which engines take for different days. */
    OLD_DATE,
    /** {@code yyyy-MM-dd HH:mm:ss} with up to nine digits of a second. */
    TIMESTAMP,
    /** ISO 8601 with {@code T} or a zone: a moment, though not one that text readers understand. */
    ISO_TIMESTAMP,
    /** A date in a local notation, maybe with a time of day; {@link LocalDates} tells which. */
    LOCAL_DATE,
    /** A time of day, {@code HH:mm} or more exact. */
    CLOCK,
    /** A number for people: with thousands separators, a decimal comma, a currency or a percent sign. */
    FORMATTED,
    /** Anything else. */
    TEXT;

    /** Whether it is neither absent nor free text. */
    public boolean isTyped() {
        return switch (this) {
            case NULL, NULL_WORD, TEXT -> false;
            case WHOLE,
                    FRACTION,
                    EXPONENT,
                    INFINITE,
                    TRUTH,
                    DATE,
                    OLD_DATE,
                    TIMESTAMP,
                    ISO_TIMESTAMP,
                    LOCAL_DATE,
                    CLOCK,
                    FORMATTED -> true;
        };
    }
}
