package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Constants of an enum as words in lower case. */
final class EnumText {
    private EnumText() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws CatalogException {@code INVALID} if the text is no such word */
    static <E extends Enum<E>> Optional<E> read(@Nullable String text, String field, Class<E> type) {
        if (text == null) {
            return Optional.empty();
        }
        E[] values = type.getEnumConstants();
        return Optional.of(Arrays.stream(values)
                .filter(value -> of(value).equals(text))
                .findFirst()
                .orElseThrow(() -> CatalogException.invalid("The field '" + field + "' must be one of "
                        + Arrays.stream(values).map(EnumText::of).toList() + ", not '" + text + "'")));
    }
}
