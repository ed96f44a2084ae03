package dev.skep.server.boot;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting, declared once: what it is called everywhere and what it may be.
 *
 * @param name as in the configuration file and {@code --set}, such as {@code hive.port}
 * @param defaultText what stands where nobody sets it; null if then there is none
 * @param secret whether its value is never shown
 * @param description one or two sentences for the reference
 */
record Key<T>(String name, ValueType<T> type, @Nullable String defaultText, boolean secret, String description) {
    static <T> Key<T> of(String name, ValueType<T> type, String defaultText, String description) {
        return new Key<>(name, type, defaultText, false, description);
    }

    static <T> Key<T> unset(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, null, false, description);
    }

    static <T> Key<T> secret(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, null, true, description);
    }

    /** The environment variable that sets it: {@code hive.max-frame} is {@code SKEP_HIVE_MAX_FRAME}. */
    String variable() {
        return "SKEP_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
