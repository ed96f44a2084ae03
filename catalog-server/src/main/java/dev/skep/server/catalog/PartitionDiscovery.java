package dev.skep.server.catalog;

import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.filter.TableFilter;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Names;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Page;
import dev.skep.server.store.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the partitions of tables in step with their directories, where the parameter {@code discover.partitions} of a table
 * asks for it, as Hive does: a directory {@code key=value/…} that is no partition becomes one, a partition whose directory is
 * gone is dropped, and with {@code partition.retention.period} so is one that is older, with its files if they are the
 * table's.
 *
 * <p>Nothing is concluded from what cannot be looked at: tables in stores that this server does not reach, or whose own
 * directory is not there, are left alone. So are transactional tables, whose directories hold what is not committed, and
 * databases that are being replicated.
 */
public final class PartitionDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionDiscovery.class);
    private static final int AT_ONCE = 1_000;

    private static final String WANTED = TableFilter.PARAMETER + "discover__partitions = 'true'";

    private static final String WORK = "partition discovery";

    private final CatalogStore store;
    private final PartitionService partitions;
    private final WarehouseFiles files;
    private final Clock clock;
    private final DiscoveryScope scope;

    public PartitionDiscovery(
            CatalogStore store, PartitionService partitions, WarehouseFiles files, Clock clock, DiscoveryScope scope) {
        this.store = store;
        this.partitions = partitions;
        this.files = files;
        this.clock = clock;
        this.scope = scope;
    }

    /** What was done to the partitions of one table, or of all. */
    public record Outcome(int added, int missing, int expired) {
        static final Outcome NOTHING = new Outcome(0, 0, 0);

        Outcome and(Outcome other) {
            return new Outcome(added + other.added, missing + other.missing, expired + other.expired);
        }
    }

    /** Looks after all tables, unless another server on the same store has done so within the pause, or does. */
    public Outcome runInTurn() {
        Instant now = clock.instant();
        boolean taken;
        try {
            taken = store.inTransaction(tx -> tx.taskTurns().take(WORK, now, now.plus(scope.pause())));
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.CONFLICT) {
                throw e;
            }
            taken = false;
        }
        return taken ? run() : Outcome.NOTHING;
    }

    /** Looks after all tables. What fails for one is logged, and does not keep others from their turn. */
    public Outcome run() {
        Outcome all = Outcome.NOTHING;
        for (TableName table : wanted()) {
            try {
                all = all.and(of(table));
            } catch (CatalogException e) {
                if (e.kind() != ErrorKind.NOT_FOUND_TABLE) {
                    LOG.warn("The partitions of table {} could not be looked after", table, e);
                }
            }
        }
        if (!all.equals(Outcome.NOTHING)) {
            LOG.info(
                    "Partition discovery: added {}, dropped {} without directory and {} past their time",
                    all.added,
                    all.missing,
                    all.expired);
        }
        return all;
    }

    private List<TableName> wanted() {
        List<TableName> wanted = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            for (String name : snapshot.databases().names(Names.DEFAULT_CATALOG, scope.databases())) {
                DatabaseName database = Names.database(Names.DEFAULT_CATALOG, name);
                if (snapshot.databases()
                        .find(database)
                        .filter(found -> isReplicated(found.value()))
                        .isPresent()) {
                    continue;
                }
                List<String> asking = snapshot.tables().names(database, TableFilter.parse(WANTED), -1);
                if (!asking.isEmpty()) {
                    List<String> inScope = snapshot.tables().names(database, scope.tables(), scope.kinds());
                    asking.stream()
                            .filter(inScope::contains)
                            .map(table -> Names.table(database, table))
                            .forEach(wanted::add);
                }
            }
        }
        return wanted;
    }

    /** The target of a replication, unless it allows this, and what is about to change its place. */
    private static boolean isReplicated(Database database) {
        Map<String, String> parameters = database.parameters();
        boolean isTarget = !parameters.getOrDefault("repl.target.for", "").isBlank()
                && !Boolean.parseBoolean(parameters.get("repl.background.enable"));
        return isTarget
                || !parameters.getOrDefault("repl.failover.endpoint", "").isBlank();
    }

    private Outcome of(TableName name) {
        Stored<Table> stored;
        try (Snapshot snapshot = store.snapshot()) {
            stored = snapshot.tables().find(name).orElseThrow(() -> CatalogException.notFound(name));
        }
        Table table = stored.value();
        String location = table.location();
        if (location == null || !table.isPartitioned() || isTransactional(table)) {
            return Outcome.NOTHING;
        }
        if (RetentionPeriod.isUnreadable(table.parameters())) {
            LOG.warn("Table {} keeps all partitions: its partition.retention.period is no time such as 30d", name);
        }
        if (files.directoriesIn(location).isEmpty()) {
            return Outcome.NOTHING;
        }
        int added = add(TableHead.of(stored), location);
        return new Outcome(added, 0, 0).and(drop(TableHead.of(stored), RetentionPeriod.of(table.parameters())));
    }

    private static boolean isTransactional(Table table) {
        return Boolean.parseBoolean(table.parameters().get("transactional"));
    }

    private int add(TableHead table, String location) {
        List<List<String>> batch = new ArrayList<>();
        int[] added = {0};
        walk(table, location, List.of(), values -> {
            batch.add(values);
            if (batch.size() == AT_ONCE) {
                added[0] += addAll(table, batch);
                batch.clear();
            }
        });
        return added[0] + addAll(table, batch);
    }

    /** Goes down one level a key; a directory that is not called as a value of its key is passed over, with all below. */
    private void walk(TableHead table, String location, List<String> values, Consumer<List<String>> found) {
        if (values.size() == table.partitionKeys().size()) {
            found.accept(values);
            return;
        }
        Column key = table.partitionKeys().get(values.size());
        for (String name : files.directoriesIn(location).orElse(List.of())) {
            String value = valueOf(key, name);
            if (value != null) {
                List<String> longer = new ArrayList<>(values);
                longer.add(value);
                walk(table, location + "/" + name, longer, found);
            } else {
                LOG.debug("{}/{} is no partition of table {}", location, name, table.name());
            }
        }
    }

    /** As the table would call the directory, so that a partition lies where its name says. */
    private static @Nullable String valueOf(Column key, String directory) {
        String begin = PartitionName.escape(key.name().toLowerCase(Locale.ROOT)) + "=";
        if (!directory.startsWith(begin) || directory.length() == begin.length()) {
            return null;
        }
        String value = PartitionName.unescape(directory.substring(begin.length()));
        return directory.equals(begin + PartitionName.escape(value)) ? value : null;
    }

    private int addAll(TableHead table, List<List<String>> values) {
        if (values.isEmpty()) {
            return 0;
        }
        List<PartitionName> names = values.stream().map(table::partitionName).toList();
        List<List<String>> unknown = new ArrayList<>();
        try (Snapshot snapshot = store.snapshot()) {
            var known = snapshot.partitions().existing(table, names);
            for (int i = 0; i < names.size(); i++) {
                if (!known.contains(names.get(i))) {
                    unknown.add(values.get(i));
                }
            }
        }
        if (unknown.isEmpty()) {
            return 0;
        }
        return partitions
                .add(
                        table.name(),
                        found -> unknown.stream()
                                .map(each ->
                                        new Partition(each, null, null, null, found.layout(), Map.of(), Extras.NONE))
                                .toList(),
                        true,
                        WriteMode.APPLY)
                .added()
                .size();
    }

    private Outcome drop(TableHead table, Optional<Duration> retention) {
        Optional<Instant> oldest = retention.map(clock.instant()::minus);
        Outcome all = Outcome.NOTHING;
        String after = null;
        List<Stored<Partition>> page;
        do {
            page = partitions.page(table.name(), new Selection.All(), new Page(after, AT_ONCE));
            List<PartitionName> missing = new ArrayList<>();
            List<PartitionName> expired = new ArrayList<>();
            for (Stored<Partition> stored : page) {
                Partition partition = stored.value();
                PartitionName name = table.partitionName(partition.values());
                after = name.value();
                if (isGone(partition)) {
                    missing.add(name);
                } else if (oldest.filter(limit -> isOlder(partition, limit)).isPresent()) {
                    expired.add(name);
                }
            }
            all = all.and(new Outcome(
                    0, drop(table, missing, DroppedFiles.KEPT), drop(table, expired, DroppedFiles.REMOVED)));
        } while (page.size() == AT_ONCE);
        return all;
    }

    private int drop(TableHead table, List<PartitionName> names, DroppedFiles dropped) {
        return names.isEmpty()
                ? 0
                : partitions
                        .drop(table.name(), SelectedPartitions.names(names), dropped, true, WriteMode.APPLY)
                        .size();
    }

    /** Only where the server can see that there is nothing. */
    private boolean isGone(Partition partition) {
        String location = partition.location();
        return location != null
                && files.isReached(location)
                && files.directoriesIn(location).isEmpty();
    }

    private static boolean isOlder(Partition partition, Instant limit) {
        return partition.createdAt() != null && partition.createdAt().isBefore(limit);
    }
}
