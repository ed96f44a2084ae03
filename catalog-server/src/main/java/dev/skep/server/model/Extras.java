package dev.skep.server.model;

import java.util.Map;

/**
 * What the model has no name for, kept for the front that brought it. A front reads and writes its own entry only.
 *
 * @param byFront front name to that front's own encoding of the rest, as text (bytes as Base64)
 */
public record Extras(Map<String, String> byFront) {
    public static final Extras NONE = new Extras(Map.of());

    public Extras {
        byFront = Map.copyOf(byFront);
    }
}
