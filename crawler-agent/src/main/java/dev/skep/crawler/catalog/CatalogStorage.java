package dev.skep.crawler.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the files of a table are read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogStorage(
        @Nullable String inputFormat,
        @Nullable String outputFormat,
        Serde serde,
        @Nullable Boolean compressed) {

    /** The class that takes rows apart, and its settings. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Serde(@Nullable String name, @Nullable String library, Map<String, String> parameters) {
        public Serde {
            parameters = sorted(parameters);
        }
    }

    public CatalogStorage {
        serde = serde == null ? new Serde(null, null, Map.of()) : serde;
    }

    /** A copy in the order of the names; nothing for a missing map, which is how JSON says "none". */
    static Map<String, String> sorted(@Nullable Map<String, String> parameters) {
        return parameters == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
}
