package dev.skep.sql;

import org.jooq.Converter;

/**
 * What every text column takes: any text but one that holds U+0000, which PostgreSQL cannot store, or half a surrogate pair,
 * which has no UTF-8 form and which some drivers replace. Refused alike on every database.
 */
@SuppressWarnings("serial")
public final class StorableText implements Converter<String, String> {
    /** A text that no column takes. */
    public static final class UnstorableException extends IllegalArgumentException {
        UnstorableException(String problem) {
            super(problem);
        }
    }

    @Override
    public String from(String stored) {
        return stored;
    }

    @Override
    public String to(String text) {
        if (text != null) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    throw new UnstorableException("a text holds U+0000");
                }
                if (Character.isSurrogate(c)
                        && Character.codePointAt(text, i++) < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw new UnstorableException("a text holds half of a surrogate pair");
                }
            }
        }
        return text;
    }

    @Override
    public Class<String> fromType() {
        return String.class;
    }

    @Override
    public Class<String> toType() {
        return String.class;
    }
}
