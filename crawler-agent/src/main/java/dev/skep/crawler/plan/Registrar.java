package dev.skep.crawler.plan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogDatabase;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogException.Reason;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.catalog.ParameterChange;
import dev.skep.crawler.grouping.Finder.Absence;
import dev.skep.crawler.source.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries out a plan.
 *
 * <p>Each table is a unit: if the catalog refuses one, the others go on. If somebody else changed a table since the plan
 * was made, the plan for that table is made anew from what is there now.
 */
public final class Registrar {

    private static final int TRIES = 5;
    private static final int BATCH = 1_000;

    private final Catalog catalog;
    private final Planner planner;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    public Registrar(Catalog catalog, Planner planner, InstantSource clock) {
        this.catalog = catalog;
        this.planner = planner;
        this.clock = clock;
    }

    /** Told how far the work is. */
    public interface Progress {
        /**
         * A table was written, or refused: its action says so.
         *
         * @param table as it was carried out
         * @param done tables so far
         * @param all tables to be written
         * @param partitions added so far
         */
        void written(TablePlan table, int done, int all, long partitions);

        /** A table without files was dropped or marked. */
        void removed(Removal removal);
    }

    /**
     * Writes what the plan says.
     *
     * @return the plan as it was carried out: tables that the catalog refused are refused in it too
     * @throws CatalogException if the server cannot be reached any more, or refuses the database
     */
    public CrawlPlan apply(CrawlPlan plan, Progress progress) throws CatalogException {
        if (plan.createDatabase()) {
            catalog.createDatabase(new CatalogDatabase(plan.database(), null, null));
        }
        List<TablePlan> done = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(plan.problems());
        long partitions = 0;
        int written = 0;
        int toWrite = (int)
                plan.tables().stream().filter(table -> table.action().writes()).count();
        for (TablePlan table : plan.tables()) {
            TablePlan outcome = table;
            if (table.action().writes()) {
                try {
                    outcome = persist(plan.into(), table);
                } catch (CatalogException e) {
                    if (e.reason() == Reason.UNREACHABLE) {
                        throw e;
                    }
                    outcome = refused(table, e);
                }
                if (outcome.action() == Action.REFUSE) {
                    problems.add(
                            new Problem(plan.into().told(table.found().path()), String.join("; ", outcome.reasons())));
                }
                partitions += outcome.action().writes() ? outcome.partitions().size() : 0;
                progress.written(outcome, ++written, toWrite, partitions);
            }
            done.add(outcome);
        }
        List<Removal> removed = new ArrayList<>();
        for (Removal removal : plan.removals()) {
            try {
                remove(plan.database(), removal);
                removed.add(removal);
                progress.removed(removal);
            } catch (CatalogException e) {
                if (e.reason() == Reason.UNREACHABLE) {
                    throw e;
                }
                problems.add(new Problem(
                        plan.into().told(removal.path()),
                        "the table " + removal.table().name() + " stays: " + e.getMessage()));
            }
        }
        return new CrawlPlan(
                plan.source(),
                plan.into(),
                plan.createDatabase(),
                done,
                plan.unchanged(),
                plan.left(),
                removed,
                problems,
                plan.listed());
    }

    private void remove(String database, Removal removal) throws CatalogException {
        CatalogTable table = removal.table();
        if (!removal.isOfTable()) {
            remove(database, table.name(), removal);
            return;
        }
        switch (removal.fate()) {
            case DELETE -> catalog.dropTable(database, table.name(), version(table));
            case DEPRECATE -> {
                ObjectNode patch = patch(table, Deprecation.mark(table, clock.instant()));
                catalog.patchTable(database, table.name(), patch, version(table));
            }
            case LOG -> {}
        }
    }

    private void remove(String database, String table, Removal removal) throws CatalogException {
        switch (removal.fate()) {
            case DELETE -> drop(database, table, removal.partitions());
            case DEPRECATE ->
                change(
                        database,
                        table,
                        removal.partitions().stream()
                                .map(gone -> Deprecation.mark(String.valueOf(gone.name()), clock.instant()))
                                .toList());
            case LOG -> {}
        }
    }

    private void drop(String database, String table, List<CatalogPartition> partitions) throws CatalogException {
        List<String> names = partitions.stream()
                .map(CatalogPartition::name)
                .map(String::valueOf)
                .toList();
        for (List<String> some : batches(names)) {
            catalog.dropPartitions(database, table, some);
        }
    }

    private void change(String database, String table, List<ParameterChange> changes) throws CatalogException {
        for (List<ParameterChange> some : batches(changes)) {
            catalog.changePartitionParameters(database, table, some);
        }
    }

    private static <T> List<List<T>> batches(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }

    private TablePlan persist(Registration into, TablePlan first) throws CatalogException {
        TablePlan plan = first;
        for (int i = 1; ; i++) {
            try {
                write(into.database(), plan);
                return plan;
            } catch (CatalogException e) {
                boolean overtaken = e.reason() == Reason.CONFLICT || e.reason() == Reason.ALREADY_EXISTS;
                if (!overtaken || i == TRIES) {
                    throw e;
                }
                plan = planner.plan(plan.found(), plan.name(), KnownTables.of(catalog, into), Absence.UNKNOWN);
                if (!plan.action().writes()) {
                    return plan;
                }
            }
        }
    }

    /**
     * By what its files are known again is written last: who is killed on the way leaves a table that is looked into again. Of a
     * new table the number of its partitions tells as much.
     */
    private void write(String database, TablePlan plan) throws CatalogException {
        CatalogTable now = plan.before();
        if (now == null) {
            catalog.createTable(database, plan.after());
            writePartitions(database, plan);
            return;
        }
        long version = version(now);
        CatalogTable first = plan.writesPartitions() ? KnownMarks.without(plan.after()) : plan.after();
        if (!first.equals(now)) {
            version = catalog.patchTable(database, plan.name(), patch(now, first), version);
        }
        writePartitions(database, plan);
        if (!plan.after().equals(first)) {
            mark(database, plan, patch(first, plan.after()), version);
        }
    }

    private void mark(String database, TablePlan plan, ObjectNode patch, long version) throws CatalogException {
        try {
            catalog.patchTable(database, plan.name(), patch, version);
        } catch (CatalogException e) {
            if (e.reason() != Reason.CONFLICT) {
                throw e;
            }
            // Somebody changed the table meanwhile: all else is written, and the next crawl looks into it again.
        }
    }

    private void writePartitions(String database, TablePlan plan) throws CatalogException {
        for (List<CatalogPartition> some : batches(plan.partitions())) {
            catalog.addPartitions(database, plan.name(), some);
        }
        drop(database, plan.name(), plan.edits().dropped());
        change(database, plan.name(), plan.edits().changes());
    }

    /** Only what differs, so that whatever else the catalog keeps of the table stays. */
    ObjectNode patch(CatalogTable before, CatalogTable after) {
        ObjectNode patch = json.createObjectNode();
        if (!after.columns().equals(before.columns())) {
            patch.set("columns", json.valueToTree(after.columns()));
        }
        if (!after.storage().equals(before.storage())) {
            patch.set("storage", json.valueToTree(after.storage()));
        }
        ObjectNode parameters = json.createObjectNode();
        after.parameters().forEach((key, value) -> {
            if (!Objects.equals(before.parameters().get(key), value)) {
                parameters.put(key, value);
            }
        });
        before.parameters().keySet().stream()
                .filter(key -> !after.parameters().containsKey(key))
                .forEach(parameters::putNull);
        if (!parameters.isEmpty()) {
            patch.set("parameters", parameters);
        }
        return patch;
    }

    private static long version(CatalogTable table) {
        return Optional.ofNullable(table.version())
                .orElseThrow(() -> new IllegalStateException("The catalog gave no version of table " + table.name()));
    }

    private static TablePlan refused(TablePlan table, CatalogException e) {
        return new TablePlan(
                table.found(),
                table.name(),
                Action.REFUSE,
                List.of("the catalog refused it: " + e.getMessage()),
                table.before(),
                table.after(),
                List.of(),
                PartitionEdits.NONE);
    }
}
