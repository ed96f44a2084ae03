package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Checks of single fields of a request; a message names the field. */
final class Required {
    private Required() {}

    static <T> T present(@Nullable T value, String field) {
        if (value == null) {
            throw CatalogException.invalid("The field '" + field + "' is missing");
        }
        return value;
    }

    /** A field that stands in the address too and may be repeated in the body, but not with another value. */
    static void same(@Nullable String inBody, String inAddress, String field) {
        if (inBody != null && !inBody.strip().equalsIgnoreCase(inAddress)) {
            throw CatalogException.invalid("The field '" + field + "' is '" + inBody + "', but the address says '"
                    + inAddress + "'; leave it out or make them equal");
        }
    }

    static @Nullable Instant time(@Nullable String text, String field) {
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getNano() == 0) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw new CatalogException(ErrorKind.INVALID, notATime(text, field), e);
        }
        throw CatalogException.invalid(notATime(text, field));
    }

    private static String notATime(String text, String field) {
        return "The field '" + field + "' must be a time in whole seconds such as 2024-05-31T13:45:00Z, not '" + text
                + "'";
    }
}
