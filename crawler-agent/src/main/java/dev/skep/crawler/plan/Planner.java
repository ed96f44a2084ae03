package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was found with what the catalog holds.
 *
 * <p>A table is known by its location, not by its name, so one that was renamed in the catalog stays renamed. Nothing is
 * ever deleted, and nothing that a person wrote is overwritten.
 */
public final class Planner {

    private final String source;
    private final String database;
    private final String prefix;

    /**
     * @param source location of the crawled root
     * @param prefix put before the names of new tables; may be empty
     */
    public Planner(String source, String database, String prefix) {
        this.source = source;
        this.database = database;
        this.prefix = prefix;
    }

    public CrawlPlan plan(Found found, KnownTables known) throws CatalogException {
        Map<String, String> names = TableNames.of(found.tables(), lake(), prefix);
        List<TablePlan> tables = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(found.problems());
        Map<String, String> claimed = new HashMap<>();
        for (FoundTable table : found.tables()) {
            TablePlan plan = plan(table, names.getOrDefault(table.path(), table.path()), known);
            String rival = claimed.putIfAbsent(plan.name(), table.path());
            if (rival != null && plan.action() == Action.CREATE) {
                plan = refuse(table, plan.name(), List.of("another folder, " + rival + ", gives a table of this name"));
            }
            if (plan.action() == Action.REFUSE) {
                problems.add(new Problem(table.path(), String.join("; ", plan.reasons())));
            }
            tables.add(plan);
        }
        tables.sort(Comparator.comparing(TablePlan::name));
        problems.sort(Comparator.comparing(Problem::path));
        Map<String, List<CatalogTable>> marked = KnownMarks.byFingerprint(known, source);
        List<CatalogTable> unchanged = found.unchanged().stream()
                .flatMap(fingerprint -> marked.getOrDefault(fingerprint, List.of()).stream())
                .sorted(Comparator.comparing(CatalogTable::name))
                .toList();
        return new CrawlPlan(source, database, !known.databaseExists(), tables, unchanged, problems);
    }

    /** The plan for one table, which is called {@code name} unless the catalog knows it by another one. */
    public TablePlan plan(FoundTable table, String name, KnownTables known) throws CatalogException {
        Optional<CatalogTable> here = at(table.location(), known);
        if (here.isPresent()) {
            return update(table, here.get(), known);
        }
        CatalogTable taken = known.byName().get(name);
        if (taken != null) {
            String place = taken.location() == null ? "without files" : "at " + taken.location();
            return refuse(
                    table,
                    name,
                    List.of("the name " + database + "." + name + " is taken by a table " + place
                            + "; choose another with --table-prefix, or another database"));
        }
        return new TablePlan(
                table,
                name,
                Action.CREATE,
                List.of("the catalog has no table at this location"),
                null,
                TableDefinition.of(table, name),
                partitions(table, Set.of()));
    }

    private TablePlan update(FoundTable table, CatalogTable before, KnownTables known) throws CatalogException {
        TableUpdate update = TableUpdate.of(table, before);
        if (!update.obstacles().isEmpty()) {
            return new TablePlan(table, before.name(), Action.REFUSE, update.obstacles(), before, before, List.of());
        }
        Set<List<@Nullable String>> registered = new HashSet<>();
        boolean partitioned = !TableDefinition.keys(table).isEmpty();
        if (partitioned) {
            for (String name : known.partitionNames(before.name())) {
                registered.add(values(name));
            }
        }
        List<CatalogPartition> partitions = partitions(table, registered);
        List<String> reasons = new ArrayList<>(update.changes());
        if (!partitions.isEmpty()) {
            reasons.add(partitions.size() + (partitions.size() == 1 ? " partition is new" : " partitions are new"));
        }
        int gone = partitioned
                ? registered.size()
                        + partitions.size()
                        - table.layout().partitions().size()
                : 0;
        if (gone > 0) {
            reasons.add(gone + (gone == 1 ? " partition has" : " partitions have")
                    + " no folder any more and will stay in the catalog");
        }
        Action action = action(update, before, !partitions.isEmpty());
        if (action == Action.LEAVE_ALONE) {
            reasons.add(0, "nothing changed");
        }
        return new TablePlan(table, before.name(), action, reasons, before, update.after(), partitions);
    }

    private static Action action(TableUpdate update, CatalogTable before, boolean newPartitions) {
        if (!update.changes().isEmpty()) {
            return Action.ALTER;
        }
        if (newPartitions) {
            return Action.ADD_PARTITIONS;
        }
        return update.after().equals(before) ? Action.LEAVE_ALONE : Action.REFRESH;
    }

    private static TablePlan refuse(FoundTable table, String name, List<String> reasons) {
        return new TablePlan(table, name, Action.REFUSE, reasons, null, TableDefinition.of(table, name), List.of());
    }

    private static Optional<CatalogTable> at(String location, KnownTables known) {
        String wanted = Locations.canonical(location);
        return known.byName().values().stream()
                .filter(table -> table.location() != null
                        && Locations.canonical(table.location()).equals(wanted))
                .findFirst();
    }

    private static List<CatalogPartition> partitions(FoundTable table, Set<List<@Nullable String>> registered) {
        List<CatalogPartition> partitions = new ArrayList<>();
        if (!(table.content() instanceof Content.Files)) {
            return partitions;
        }
        table.layout().partitions().forEach((folder, found) -> {
            List<@Nullable String> values = new ArrayList<>();
            found.forEach(value -> values.add(value.orElse(null)));
            if (!registered.contains(values)) {
                partitions.add(new CatalogPartition(null, values, table.location() + "/" + folder, Map.of()));
            }
        });
        return partitions;
    }

    /** Reads the values off a partition's name. */
    private static List<@Nullable String> values(String name) {
        List<@Nullable String> values = new ArrayList<>();
        for (String level : Arrays.asList(name.split("/", -1))) {
            String value = level.substring(level.indexOf('=') + 1);
            values.add(value.equals(PartitionLayout.NULL_FOLDER) ? null : PartitionLayout.unescape(value));
        }
        return Collections.unmodifiableList(values);
    }

    private String lake() {
        String path = source.substring(source.indexOf(':') + 1);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "root" : name;
    }
}
