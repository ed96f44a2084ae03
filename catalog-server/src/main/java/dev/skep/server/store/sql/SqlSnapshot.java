package dev.skep.server.store.sql;

import dev.skep.server.store.AcidStores;
import dev.skep.server.store.CatalogObjectStore;
import dev.skep.server.store.ConstraintStore;
import dev.skep.server.store.DatabaseStore;
import dev.skep.server.store.EventStore;
import dev.skep.server.store.FunctionStore;
import dev.skep.server.store.PartitionMarkStore;
import dev.skep.server.store.PartitionStore;
import dev.skep.server.store.Security;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.StatisticsStore;
import dev.skep.server.store.TableStore;
import dev.skep.server.store.TaskTurnStore;
import dev.skep.server.store.ViewSourceStore;
import dev.skep.server.store.crawl.CrawlStores;
import dev.skep.server.store.registry.Registries;

/** A transaction that only reads, and the connection that it ends with. */
record SqlSnapshot(SqlTx tx, Session session) implements Snapshot {
    @Override
    public CrawlStores crawls() {
        return tx.crawls();
    }

    @Override
    public CatalogObjectStore catalogs() {
        return tx.catalogs();
    }

    @Override
    public DatabaseStore databases() {
        return tx.databases();
    }

    @Override
    public TableStore tables() {
        return tx.tables();
    }

    @Override
    public PartitionStore partitions() {
        return tx.partitions();
    }

    @Override
    public StatisticsStore statistics() {
        return tx.statistics();
    }

    @Override
    public EventStore events() {
        return tx.events();
    }

    @Override
    public FunctionStore functions() {
        return tx.functions();
    }

    @Override
    public ViewSourceStore viewSources() {
        return tx.viewSources();
    }

    @Override
    public PartitionMarkStore partitionMarks() {
        return tx.partitionMarks();
    }

    @Override
    public TaskTurnStore taskTurns() {
        return tx.taskTurns();
    }

    @Override
    public Registries registries() {
        return tx.registries();
    }

    @Override
    public ConstraintStore constraints() {
        return tx.constraints();
    }

    @Override
    public AcidStores acid() {
        return tx.acid();
    }

    @Override
    public Security security() {
        return tx.security();
    }

    @Override
    public void close() {
        session.close();
    }
}
