package dev.skep.server.model.property;

import java.util.HashMap;
import java.util.Map;

/** Properties of one thing, by their names. */
public record PropertyMap(Map<String, String> values) {
    public PropertyMap {
        values = Map.copyOf(values);
    }

    public PropertyMap with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(more);
        return new PropertyMap(all);
    }
}
