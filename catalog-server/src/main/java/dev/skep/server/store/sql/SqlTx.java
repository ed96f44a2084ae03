package dev.skep.server.store.sql;

import dev.skep.server.store.AcidStores;
import dev.skep.server.store.CatalogObjectStore;
import dev.skep.server.store.ConstraintStore;
import dev.skep.server.store.DatabaseStore;
import dev.skep.server.store.FunctionStore;
import dev.skep.server.store.PartitionMarkStore;
import dev.skep.server.store.PartitionStore;
import dev.skep.server.store.Security;
import dev.skep.server.store.StatisticsStore;
import dev.skep.server.store.TableStore;
import dev.skep.server.store.TaskTurnStore;
import dev.skep.server.store.Tx;
import dev.skep.server.store.ViewSourceStore;
import dev.skep.server.store.crawl.CrawlStores;
import dev.skep.server.store.registry.Registries;
import dev.skep.server.store.sql.crawl.SqlCrawls;
import dev.skep.server.store.sql.registry.SqlRegistries;
import org.jooq.DSLContext;

/** The operations of one transaction. */
record SqlTx(
        CatalogObjectStore catalogs,
        DatabaseStore databases,
        TableStore tables,
        PartitionStore partitions,
        StatisticsStore statistics,
        SqlEvents events,
        FunctionStore functions,
        ViewSourceStore viewSources,
        PartitionMarkStore partitionMarks,
        TaskTurnStore taskTurns,
        Registries registries,
        ConstraintStore constraints,
        AcidStores acid,
        Security security,
        CrawlStores crawls)
        implements Tx {
    static SqlTx on(
            DSLContext sql,
            DialectTraits traits,
            Ids ids,
            Layouts layouts,
            EventRecording recording,
            SideTransactions side) {
        Parents parents = new Parents(sql, traits);
        TableStore tables = new SqlTables(sql, traits, ids, layouts, parents, new PartitionKeyChange(sql));
        return new SqlTx(
                new SqlCatalogObjects(sql, ids),
                new SqlDatabases(sql, ids),
                tables,
                new SqlPartitions(sql, traits, layouts, new PartitionWriter(sql, traits, ids, layouts, parents, side)),
                new SqlStatistics(sql, traits, parents),
                new SqlEvents(sql, ids, recording),
                new SqlFunctions(sql, ids, parents),
                new SqlViewSources(sql, parents),
                new SqlPartitionMarks(sql, parents),
                new SqlTaskTurns(sql),
                SqlRegistries.on(sql, ids, parents),
                new SqlConstraints(sql, ids, parents),
                SqlAcid.on(sql, traits, ids, side),
                SqlSecurity.on(sql, ids, parents, tables),
                SqlCrawls.on(sql, ids));
    }
}
