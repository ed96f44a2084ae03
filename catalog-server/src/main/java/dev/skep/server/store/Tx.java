package dev.skep.server.store;

import dev.skep.server.store.crawl.CrawlStores;
import dev.skep.server.store.registry.Registries;

/** The operations of one transaction, by area. Valid until the transaction ends; for one thread. */
public interface Tx {
    CatalogObjectStore catalogs();

    DatabaseStore databases();

    TableStore tables();

    PartitionStore partitions();

    StatisticsStore statistics();

    EventStore events();

    FunctionStore functions();

    ViewSourceStore viewSources();

    PartitionMarkStore partitionMarks();

    TaskTurnStore taskTurns();

    Registries registries();

    ConstraintStore constraints();

    AcidStores acid();

    Security security();

    CrawlStores crawls();
}
