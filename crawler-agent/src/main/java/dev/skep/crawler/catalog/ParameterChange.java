package dev.skep.crawler.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changes among the parameters of a partition.
 *
 * @param name of the partition, as the catalog spells it
 * @param parameters with their new values; null takes one away, and what is not named stays
 */
public record ParameterChange(String name, Map<String, @Nullable String> parameters) {

    public ParameterChange {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
