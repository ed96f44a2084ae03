package dev.skep.server.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Copies of parameter maps: immutable, and in the order of their names so that equal maps are written equally. */
final class Parameters {
    private Parameters() {}

    static Map<String, String> copyOf(Map<String, String> parameters) {
        return Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
