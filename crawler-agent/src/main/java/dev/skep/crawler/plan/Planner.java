package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.catalog.ParameterChange;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.Extent;
import dev.skep.crawler.grouping.Finder.Absence;
import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was found with what the catalog holds.
 *
 * <p>A table is known by its location, not by its name, so one that was renamed in the catalog stays renamed. Nothing is
 * deleted unless the policy says so and it is certain that there are no files, and nothing that a person wrote is
 * overwritten.
 */
public final class Planner {

    private final String source;
    private final Registration into;
    private final ChangePolicy policy;
    private final InstantSource clock;

    /**
     * @param source location of the crawled root
     * @param clock tells since when tables and partitions have no files
     */
    public Planner(String source, Registration into, InstantSource clock) {
        this.source = source;
        this.into = into;
        this.policy = into.policy();
        this.clock = clock;
    }

    public CrawlPlan plan(Found found, KnownTables known) throws CatalogException {
        Map<String, String> names = TableNames.of(found.tables(), lake(), into.prefix());
        List<TablePlan> tables = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        found.problems().forEach(problem -> problems.add(new Problem(into.told(problem.path()), problem.reason())));
        Map<String, String> claimed = new HashMap<>();
        for (FoundTable table : found.tables()) {
            TablePlan plan = plan(table, names.getOrDefault(table.path(), table.path()), known, found.absence());
            String rival = claimed.putIfAbsent(plan.name(), table.path());
            if (rival != null && plan.action() == Action.CREATE) {
                plan = refuse(table, plan.name(), List.of("another folder, " + rival + ", gives a table of this name"));
            }
            if (plan.action() == Action.REFUSE) {
                problems.add(new Problem(into.told(table.path()), String.join("; ", plan.reasons())));
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
        return new CrawlPlan(
                source,
                into,
                !known.databaseExists(),
                tables,
                unchanged,
                left(known, found),
                removals(known, found),
                problems,
                found.isComplete());
    }

    /** Tables of which nothing was looked at, though their files may have changed. */
    private List<CatalogTable> left(KnownTables known, Found found) {
        Set<String> seen = found.tables().stream().map(FoundTable::path).collect(Collectors.toSet());
        return known.byName().values().stream()
                .filter(table -> table.location() != null && Locations.isWithin(table.location(), source))
                .filter(table -> {
                    String path = Locations.relative(String.valueOf(table.location()), source);
                    return found.left().contains(path) && !seen.contains(path);
                })
                .toList();
    }

    /**
     * The folders of tables of which a part was looked at that does not say enough: such a table is not known yet, or would
     * change by more than partitions. They are to be looked at as a whole, for the rest may say otherwise.
     */
    public Set<String> unsettled(Found found, KnownTables known) {
        Set<String> unsettled = new TreeSet<>(found.unsettled());
        for (FoundTable table : found.tables()) {
            if (table.part()
                    && at(table.location(), known)
                            .filter(before -> fits(table, before))
                            .isEmpty()) {
                unsettled.add(table.path());
            }
        }
        return unsettled;
    }

    private boolean fits(FoundTable part, CatalogTable before) {
        TableUpdate update = TableUpdate.of(part, before, into);
        return update.obstacles().isEmpty() && update.changes().isEmpty();
    }

    private List<Removal> removals(KnownTables known, Found found) throws CatalogException {
        List<Removal> removals = new ArrayList<>();
        for (CatalogTable table : known.byName().values()) {
            if (into.refreshed().isPresent()) {
                // A place without any file says nothing of partitions, and the table itself always stays.
                if (found.files() == 0
                        && found.problems().isEmpty()
                        && found.tables().isEmpty()) {
                    removals.add(new Removal(table, List.of(), "", DeleteBehavior.LOG));
                }
                continue;
            }
            if (!KnownMarks.isCrawled(table, source)) {
                continue;
            }
            String path = Locations.relative(String.valueOf(table.location()), source);
            boolean told = policy.delete() == DeleteBehavior.DEPRECATE && Deprecation.isMarked(table.parameters());
            if (found.absence().isEmpty(path) && !told) {
                removals.add(new Removal(table, List.of(), path, policy.delete()));
            }
            boolean seen = found.tables().stream().anyMatch(each -> each.path().equals(path));
            if (!seen && !table.partitionKeys().isEmpty() && found.scope().coversPartOf(path)) {
                List<CatalogPartition> gone = gone(table, known, found.absence());
                if (!gone.isEmpty()) {
                    removals.add(new Removal(table, gone, path, policy.delete()));
                }
            }
        }
        return removals;
    }

    /** The partitions of a table below it that have no files, and are not known to have none. */
    private List<CatalogPartition> gone(CatalogTable table, KnownTables known, Absence absence)
            throws CatalogException {
        String root = String.valueOf(table.location());
        return known.partitions(table.name()).stream()
                .filter(each -> each.location() != null && Locations.isWithin(each.location(), root))
                .filter(each -> absence.isEmpty(Locations.relative(String.valueOf(each.location()), source)))
                .filter(each -> policy.delete() != DeleteBehavior.DEPRECATE || !Deprecation.isMarked(each.parameters()))
                .toList();
    }

    /** The plan for one table, which is called {@code name} unless the catalog knows it by another one. */
    public TablePlan plan(FoundTable table, String name, KnownTables known, Absence absence) throws CatalogException {
        Optional<CatalogTable> here = at(table.location(), known);
        if (here.isPresent()) {
            return update(table, here.get(), known, absence);
        }
        if (into.refreshed().isPresent()) {
            return refuse(
                    table,
                    into.refreshed().get(),
                    List.of("this is no place of the table, and a crawl of tables that are there makes none"));
        }
        CatalogTable taken = known.byName().get(name);
        if (taken != null) {
            String place = taken.location() == null ? "without files" : "at " + taken.location();
            return refuse(
                    table,
                    name,
                    List.of("the name " + into.database() + "." + name + " is taken by a table " + place
                            + "; choose another with --table-prefix, or another database"));
        }
        return new TablePlan(
                table,
                name,
                Action.CREATE,
                List.of("the catalog has no table at this location"),
                null,
                TableDefinition.of(table, name),
                partitions(table, Set.of()),
                PartitionEdits.NONE);
    }

    private TablePlan update(FoundTable table, CatalogTable before, KnownTables known, Absence absence)
            throws CatalogException {
        TableUpdate update = TableUpdate.of(table, before, into);
        boolean partitioned = !TableDefinition.keys(table).isEmpty();
        boolean counted = isCounted(before);
        // Of a part of the table, only who drops or marks partitions needs to know more than the names of all.
        List<CatalogPartition> there = !partitioned
                ? List.of()
                : policy.delete() == DeleteBehavior.LOG && (table.part() || !counted)
                        ? known.partitionNames(before.name()).stream()
                                .map(name -> new CatalogPartition(name, PartitionNames.values(name), null, Map.of()))
                                .toList()
                        : known.partitions(before.name());
        List<CatalogPartition> looked = counted ? looked(table, there, known, before.name()) : List.of();
        if (table.part()) {
            update = update.ofPart(table, before, PartitionFigures.grown(looked, each -> extent(table, each)));
        }
        if (!update.obstacles().isEmpty()) {
            return new TablePlan(
                    table,
                    before.name(),
                    Action.REFUSE,
                    update.obstacles(),
                    before,
                    before,
                    List.of(),
                    PartitionEdits.NONE);
        }
        Set<List<@Nullable String>> registered =
                there.stream().map(CatalogPartition::values).collect(Collectors.toSet());
        List<CatalogPartition> partitions = partitions(table, registered);
        PartitionEdits edits = edits(table, there, looked, absence);
        List<String> reasons = new ArrayList<>(update.changes());
        update.withheld().forEach(change -> reasons.add("left as it is: " + change));
        if (!partitions.isEmpty()) {
            reasons.add(partitions.size() + (partitions.size() == 1 ? " partition is new" : " partitions are new"));
        }
        long gone = partitioned ? gone(table, registered, partitions.size(), absence) : 0;
        if (!edits.dropped().isEmpty()) {
            reasons.add(counted(edits.dropped().size()) + " no files any more and will be dropped");
        }
        long marked = edits.altered().stream().filter(Deprecation::isMark).count();
        long unmarked = edits.altered().stream().filter(Deprecation::isUnmark).count();
        if (marked > 0) {
            reasons.add(counted(marked) + " no files any more and will be marked as deprecated");
        }
        if (unmarked > 0) {
            reasons.add(counted(unmarked) + " files again and will no longer be deprecated");
        }
        if (gone > 0 && policy.delete() == DeleteBehavior.LOG) {
            reasons.add(counted(gone) + " no folder any more and will stay in the catalog");
        }
        Action action = action(update, before, !partitions.isEmpty(), edits);
        if (action == Action.LEAVE_ALONE && reasons.isEmpty()) {
            reasons.add("nothing changed");
        }
        return new TablePlan(table, before.name(), action, reasons, before, update.after(), partitions, edits);
    }

    /** How many of the registered partitions have no folder. */
    private long gone(FoundTable table, Set<List<@Nullable String>> registered, int added, Absence absence) {
        if (!table.part()) {
            return (long) registered.size()
                    + added
                    - table.layout().partitions().size();
        }
        List<String> keys =
                table.layout().keys().stream().map(PartitionLayout.Key::name).toList();
        String root = table.path().isEmpty() ? "" : table.path() + "/";
        return registered.stream()
                .filter(values -> absence.isEmpty(root + PartitionNames.folder(keys, values))
                        || absence.isEmpty(root + PartitionNames.bareFolder(values)))
                .count();
    }

    private static String counted(long partitions) {
        return partitions + (partitions == 1 ? " partition has" : " partitions have");
    }

    /** Of partitions at other places than below the table nothing is known. */
    private PartitionEdits edits(
            FoundTable table, List<CatalogPartition> there, List<CatalogPartition> looked, Absence absence) {
        Map<List<@Nullable String>, String> found = folders(table);
        List<CatalogPartition> dropped = new ArrayList<>();
        List<ParameterChange> altered = new ArrayList<>();
        for (CatalogPartition each : there) {
            boolean marked = Deprecation.isMarked(each.parameters());
            String location = each.location();
            if (found.containsKey(each.values())) {
                if (marked) {
                    altered.add(Deprecation.unmark(String.valueOf(each.name())));
                }
            } else if (location != null
                    && Locations.isWithin(location, table.location())
                    && absence.isEmpty(Locations.relative(location, source))) {
                switch (policy.delete()) {
                    case DELETE -> dropped.add(each);
                    case DEPRECATE -> {
                        if (!marked) {
                            altered.add(Deprecation.mark(String.valueOf(each.name()), clock.instant()));
                        }
                    }
                    case LOG -> {}
                }
            }
        }
        List<ParameterChange> figures = new ArrayList<>();
        for (CatalogPartition each : looked) {
            extent(table, each)
                    .flatMap(now -> PartitionFigures.renewal(each, now))
                    .ifPresent(figures::add);
        }
        return new PartitionEdits(dropped, altered, figures);
    }

    /** Whether figures of a table and its partitions are kept by crawls. */
    private boolean isCounted(CatalogTable table) {
        return table.parameters().containsKey(TableDefinition.CRAWLER)
                || into.refreshed().isPresent();
    }

    /** Registered partitions whose files were looked at, at the places where they are registered. */
    private static List<CatalogPartition> looked(
            FoundTable table, List<CatalogPartition> there, KnownTables known, String name) throws CatalogException {
        Map<List<@Nullable String>, String> found = folders(table);
        List<CatalogPartition> looked = new ArrayList<>(there);
        looked.removeIf(each -> !found.containsKey(each.values()));
        boolean whole = looked.stream().allMatch(each -> each.location() != null);
        if (!whole) {
            List<String> names =
                    looked.stream().map(each -> String.valueOf(each.name())).toList();
            looked = new ArrayList<>(known.partitions(name, names));
        }
        looked.removeIf(each -> {
            String folder = found.get(each.values());
            return folder == null
                    || each.location() == null
                    || !Locations.canonical(each.location())
                            .equals(Locations.canonical(table.location() + "/" + folder));
        });
        return looked;
    }

    /** How much one of the partitions that were looked at holds. */
    private static Optional<Extent> extent(FoundTable table, CatalogPartition partition) {
        return Optional.ofNullable(
                table.extents().get(Locations.relative(String.valueOf(partition.location()), table.location())));
    }

    /** The folder of each partition. */
    private static Map<List<@Nullable String>, String> folders(FoundTable table) {
        Map<List<@Nullable String>, String> folders = new HashMap<>();
        table.layout().partitions().forEach((folder, values) -> folders.put(unwrapped(values), folder));
        return folders;
    }

    private static List<@Nullable String> unwrapped(List<Optional<String>> found) {
        List<@Nullable String> values = new ArrayList<>();
        found.forEach(value -> values.add(value.orElse(null)));
        return values;
    }

    private static Action action(TableUpdate update, CatalogTable before, boolean newPartitions, PartitionEdits edits) {
        if (!update.changes().isEmpty()) {
            return Action.ALTER;
        }
        if (newPartitions) {
            return Action.ADD_PARTITIONS;
        }
        if (!edits.leavesAll()) {
            return Action.ALTER_PARTITIONS;
        }
        return update.after().equals(before) && edits.figures().isEmpty() ? Action.LEAVE_ALONE : Action.REFRESH;
    }

    private static TablePlan refuse(FoundTable table, String name, List<String> reasons) {
        return new TablePlan(
                table,
                name,
                Action.REFUSE,
                reasons,
                null,
                TableDefinition.of(table, name),
                List.of(),
                PartitionEdits.NONE);
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
            List<@Nullable String> values = unwrapped(found);
            if (!registered.contains(values)) {
                Extent extent = table.extents().get(folder);
                partitions.add(new CatalogPartition(
                        null,
                        values,
                        table.location() + "/" + folder,
                        extent == null ? Map.of() : PartitionFigures.of(extent)));
            }
        });
        return partitions;
    }

    private String lake() {
        String path = source.substring(source.indexOf(':') + 1);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "root" : name;
    }
}
