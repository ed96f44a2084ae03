package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the catalog holds of one database when a plan is made. */
public interface KnownTables {

    /** False if there is no such database. */
    boolean databaseExists();

    /** All tables by name. */
    Map<String, CatalogTable> byName();

    /** Names of a table's partitions as the catalog spells them. */
    Set<String> partitionNames(String table) throws CatalogException;

    long countPartitions(String table) throws CatalogException;

    /** All partitions of a table. */
    List<CatalogPartition> partitions(String table) throws CatalogException;

    /** Those of the named partitions that exist. */
    List<CatalogPartition> partitions(String table, List<String> names) throws CatalogException;

    /** A database without tables. */
    static KnownTables none() {
        return new KnownTables() {
            @Override
            public boolean databaseExists() {
                return false;
            }

            @Override
            public Map<String, CatalogTable> byName() {
                return Map.of();
            }

            @Override
            public Set<String> partitionNames(String table) {
                return Set.of();
            }

            @Override
            public long countPartitions(String table) {
                return 0;
            }

            @Override
            public List<CatalogPartition> partitions(String table) {
                return List.of();
            }

            @Override
            public List<CatalogPartition> partitions(String table, List<String> names) {
                return List.of();
            }
        };
    }

    /**
     * A database of a server, or the one table of it that a crawl is about; tables are read now, partitions when they are asked
     * for.
     */
    static KnownTables of(Catalog catalog, Registration into) throws CatalogException {
        String database = into.database();
        Optional<List<CatalogTable>> tables = read(catalog, into);
        Map<String, CatalogTable> byName = new TreeMap<>();
        tables.ifPresent(all -> all.forEach(table -> byName.put(table.name(), table)));
        return new KnownTables() {
            @Override
            public boolean databaseExists() {
                return tables.isPresent();
            }

            @Override
            public Map<String, CatalogTable> byName() {
                return byName;
            }

            @Override
            public Set<String> partitionNames(String table) throws CatalogException {
                return new HashSet<>(catalog.partitionNames(database, table));
            }

            @Override
            public long countPartitions(String table) throws CatalogException {
                return catalog.countPartitions(database, table);
            }

            @Override
            public List<CatalogPartition> partitions(String table) throws CatalogException {
                return catalog.partitions(database, table, "");
            }

            @Override
            public List<CatalogPartition> partitions(String table, List<String> names) throws CatalogException {
                return catalog.partitions(database, table, names);
            }
        };
    }

    private static Optional<List<CatalogTable>> read(Catalog catalog, Registration into) throws CatalogException {
        if (into.refreshed().isPresent()) {
            return Optional.of(catalog.table(into.database(), into.refreshed().get()).stream()
                    .toList());
        }
        return catalog.database(into.database()).isPresent()
                ? Optional.of(catalog.tables(into.database()))
                : Optional.empty();
    }
}
