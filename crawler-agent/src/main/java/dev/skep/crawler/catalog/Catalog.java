package dev.skep.crawler.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException.Reason;
import java.util.List;
import java.util.Optional;

/** What a crawl asks of a catalog, and writes into it. */
public interface Catalog {

    /** How many partitions of a request were new, and how many were there before. */
    record Added(long added, long existing) {}

    Optional<CatalogDatabase> database(String database) throws CatalogException;

    List<CatalogTable> tables(String database) throws CatalogException;

    Optional<CatalogTable> table(String database, String table) throws CatalogException;

    /** Names of all partitions, in the catalog's order. */
    List<String> partitionNames(String database, String table) throws CatalogException;

    /** Partitions that a filter such as {@code day >= '2024-01-01'} selects; all of them if it is empty. */
    List<CatalogPartition> partitions(String database, String table, String filter) throws CatalogException;

    /** Those of the named partitions that exist. */
    List<CatalogPartition> partitions(String database, String table, List<String> names) throws CatalogException;

    long countPartitions(String database, String table) throws CatalogException;

    /** Creates a database unless it exists. */
    void createDatabase(CatalogDatabase database) throws CatalogException;

    void createTable(String database, CatalogTable table) throws CatalogException;

    /**
     * Changes the named members of a table and nothing else; null takes a member away.
     *
     * @param version the table must still have; otherwise the change fails with {@link Reason#CONFLICT}
     * @return the version that it has now
     */
    long patchTable(String database, String table, ObjectNode patch, long version) throws CatalogException;

    /**
     * Drops a table; its files stay.
     *
     * @param version the table must still have; otherwise it fails with {@link Reason#CONFLICT}
     */
    void dropTable(String database, String table, long version) throws CatalogException;

    /** Adds partitions in one transaction; those that exist stay as they are. */
    Added addPartitions(String database, String table, List<CatalogPartition> partitions) throws CatalogException;

    /** Changes single parameters of those of the partitions that exist, in one transaction, and nothing else of them. */
    void changePartitionParameters(String database, String table, List<ParameterChange> changes)
            throws CatalogException;

    /** Drops those of the named partitions that exist, in one transaction; their files stay. */
    void dropPartitions(String database, String table, List<String> names) throws CatalogException;
}
