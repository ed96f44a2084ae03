package dev.skep.server.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows are read and written: the class that a client loads, and its settings. */
public record Serde(@Nullable String name, @Nullable String library, Map<String, String> parameters) {
    public Serde {
        parameters = Parameters.copyOf(parameters);
    }
}
