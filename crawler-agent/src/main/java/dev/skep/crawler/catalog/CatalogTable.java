package dev.skep.crawler.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as the catalog keeps it.
 *
 * @param kind such as {@code external}
 * @param version absent on a table that is not stored yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogTable(
        String name,
        String kind,
        @Nullable String location,
        List<CatalogColumn> columns,
        List<CatalogColumn> partitionKeys,
        CatalogStorage storage,
        Map<String, String> parameters,
        @Nullable Long version) {

    public CatalogTable {
        columns = columns == null ? List.of() : List.copyOf(columns);
        partitionKeys = partitionKeys == null ? List.of() : List.copyOf(partitionKeys);
        storage = storage == null
                ? new CatalogStorage(null, null, new CatalogStorage.Serde(null, null, Map.of()), null)
                : storage;
        parameters = CatalogStorage.sorted(parameters);
    }

    /** The table with other parameters. */
    public CatalogTable with(Map<String, String> others) {
        return new CatalogTable(name, kind, location, columns, partitionKeys, storage, others, version);
    }
}
