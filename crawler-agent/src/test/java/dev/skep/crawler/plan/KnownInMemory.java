package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A catalog of one database, as it would be after plans were carried out. */
final class KnownInMemory implements KnownTables {

    private final Map<String, CatalogTable> tables = new TreeMap<>();
    private final Map<String, Map<String, CatalogPartition>> partitions = new TreeMap<>();

    @Override
    public boolean databaseExists() {
        return true;
    }

    @Override
    public Map<String, CatalogTable> byName() {
        return tables;
    }

    @Override
    public Set<String> partitionNames(String table) {
        return partitions.getOrDefault(table, Map.of()).keySet();
    }

    @Override
    public long countPartitions(String table) {
        return partitionNames(table).size();
    }

    @Override
    public List<CatalogPartition> partitions(String table) {
        return List.copyOf(partitions.getOrDefault(table, Map.of()).values());
    }

    @Override
    public List<CatalogPartition> partitions(String table, List<String> names) {
        throw new IllegalStateException("Only who looks at a part of a table asks for partitions by name");
    }

    /** Does what the plan says. */
    KnownInMemory apply(CrawlPlan plan) {
        for (TablePlan table : plan.tables()) {
            if (table.action().writes()) {
                put(table.after());
                for (var partition : table.partitions()) {
                    String location = String.valueOf(partition.location());
                    String name = location.substring(table.found().location().length() + 1);
                    partitions
                            .computeIfAbsent(table.name(), key -> new TreeMap<>())
                            .put(
                                    name,
                                    new CatalogPartition(name, partition.values(), location, partition.parameters()));
                }
            }
        }
        return this;
    }

    void dropPartition(String table, String partition) {
        partitions.get(table).remove(partition);
    }

    KnownInMemory put(CatalogTable table) {
        tables.put(table.name(), table);
        return this;
    }
}
