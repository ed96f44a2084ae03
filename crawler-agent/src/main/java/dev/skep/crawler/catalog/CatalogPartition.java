package dev.skep.crawler.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition as the catalog keeps it; columns and storage are its table's.
 *
 * @param name as Hive spells it, such as {@code day=2024-01-01/region=a%2Fb}; absent on one that is not stored yet
 * @param values one a key; null is Hive's default partition
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogPartition(
        @Nullable String name,
        List<@Nullable String> values,
        @Nullable String location,
        Map<String, String> parameters) {

    public CatalogPartition {
        values = values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values));
        parameters = CatalogStorage.sorted(parameters);
    }

    /** The partition with other parameters. */
    public CatalogPartition with(Map<String, String> others) {
        return new CatalogPartition(name, values, location, others);
    }
}
