package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.filter.Predicate;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.CatalogEvent.PartitionChange;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Page;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Partitions. */
public final class PartitionService {
    private final CatalogStore store;
    private final UnitOfWork work;
    private final Clock clock;
    private final PartitionLimits limits;

    public PartitionService(CatalogStore store, WarehouseFiles files, Clock clock) {
        this(store, files, clock, PartitionLimits.NONE);
    }

    public PartitionService(CatalogStore store, WarehouseFiles files, Clock clock, PartitionLimits limits) {
        this.limits = limits;
        this.store = store;
        this.work = new UnitOfWork(store, files);
        this.clock = clock;
    }

    /** Which partitions of a table are wanted. */
    public sealed interface Selection {
        record All() implements Selection {}

        /** @param text in Hive's partition filter grammar */
        record ByFilter(String text) implements Selection {}

        /** @param values one a leading key, compared as text; an empty one means any */
        record ByValues(List<String> values) implements Selection {
            public ByValues {
                values = List.copyOf(values);
            }
        }
    }

    /** What an addition did. */
    public record Added(List<Partition> added, List<Partition> existing) {}

    /** @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION} */
    public Stored<Partition> get(TableName table, PartitionName name) {
        return get(table, head -> head.partitionName(name));
    }

    /** As {@link #get}, by a name as Hive reads it. */
    public Stored<Partition> getAsHive(TableName table, PartitionName name) {
        return get(table, head -> head.partitionName(name.restrictedTo(head.partitionKeys())));
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION} */
    public Stored<Partition> get(TableName table, List<String> values) {
        return get(table, head -> head.partitionName(values));
    }

    private Stored<Partition> get(TableName table, Function<TableHead, PartitionName> nameIn) {
        return work.read(tx -> {
            TableHead head = head(tx, table);
            PartitionName name = nameIn.apply(head);
            return tx.partitions().find(head, name).orElseThrow(() -> CatalogException.notFound(table, name));
        });
    }

    /**
     * Those of the names that exist.
     *
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code TOO_LARGE}
     */
    public List<Stored<Partition>> getAll(TableName table, Collection<PartitionName> names) {
        limits.requireFew(table, names.size());
        return work.read(tx -> tx.partitions().findAll(head(tx, table), names));
    }

    /**
     * @param limit how many at most; negative for all
     * @return to be closed: it holds a snapshot of the store
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code TOO_LARGE}
     */
    public Listing<Stored<Partition>> list(TableName table, Selection selection, int limit) {
        limits.requireFew(table, limit);
        return listing(table, selection, (tx, query) -> {
            Listing<Stored<Partition>> found = tx.partitions().list(query.head(), query.predicate(), limit);
            limits.requireFew(table, found.size());
            return found;
        });
    }

    /** As {@link #list}, the names only. */
    public Listing<PartitionName> names(TableName table, Selection selection, int limit) {
        return listing(table, selection, (tx, query) -> tx.partitions().names(query.head(), query.predicate(), limit));
    }

    /** @throws CatalogException {@code INVALID} if a partition with these values could not be added to any table */
    public void requireAllowed(List<String> values) {
        limits.requireAllowed(values);
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE} */
    public int count(TableName table, Selection selection) {
        return work.read(tx -> {
            TableHead head = head(tx, table);
            return tx.partitions().count(head, PartitionSelection.predicate(head, selection));
        });
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE} */
    public List<Stored<Partition>> page(TableName table, Selection selection, Page page) {
        return work.read(tx -> {
            TableHead head = head(tx, table);
            return tx.partitions().page(head, PartitionSelection.predicate(head, selection), page);
        });
    }

    /**
     * Those of the names that exist, a page of names at most, in the order of their names.
     *
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}
     */
    public List<Stored<Partition>> page(TableName table, SelectedPartitions selected) {
        return work.read(tx -> {
            TableHead head = head(tx, table);
            return tx.partitions().findAll(head, selected.names(head, tx));
        });
    }

    /**
     * Adds all or none.
     *
     * @param drafts the partitions, made from the table as it is; a missing location becomes the default one below the
     *     table's. May be asked more than once
     * @param ifNotExists whether partitions that exist are left as they are; otherwise one refuses all
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code ALREADY_EXISTS}
     */
    public Added add(TableName table, Function<Table, List<Partition>> drafts, boolean ifNotExists, WriteMode mode) {
        return add(table, drafts, ifNotExists, QuickStatistics.LEFT_ALONE, mode);
    }

    /** As the other one, and writes the figures of the files into the parameters where that is wanted. */
    public Added add(
            TableName table,
            Function<Table, List<Partition>> drafts,
            boolean ifNotExists,
            QuickStatistics statistics,
            WriteMode mode) {
        Instant now = now();
        return work.write(mode, change -> {
            Stored<Table> stored = change.tx().tables().find(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            PartitionSelection.requirePartitioned(head);
            Map<PartitionName, Partition> wanted = new LinkedHashMap<>();
            List<Partition> existing = new ArrayList<>();
            for (Partition draft : drafts.apply(stored.value())) {
                PartitionName name = head.partitionName(draft.values());
                Rules.check(table, name, draft);
                limits.requireAllowed(draft.values());
                if (wanted.putIfAbsent(name, draft) != null) {
                    throw CatalogException.invalid(
                            "Partition " + name + " of table " + table + " is given twice in one request");
                }
            }
            if (ifNotExists) {
                for (PartitionName name : change.tx().partitions().existing(head, wanted.keySet())) {
                    existing.add(wanted.remove(name));
                }
            }
            List<Partition> placed = new ArrayList<>();
            wanted.forEach((name, draft) -> placed.add(completed(change, head, name, draft, now)));
            Set<String> empty = change.files()
                    .createDirectories(placed.stream()
                            .map(Partition::location)
                            .filter(Objects::nonNull)
                            .toList());
            List<Partition> added =
                    statistics.intoAdded(stored.value(), placed, empty::contains, change.files()::figures);
            change.tx().partitions().insert(head, added);
            if (!added.isEmpty()) {
                change.tx().events().append(new CatalogEvent.PartitionsAdded(stored.value(), added));
            }
            return new Added(added, existing);
        });
    }

    /**
     * Replaces what partitions hold; their values stay. A missing location or time of creation keeps what is stored.
     *
     * @param changed what they are to become, made from the table as it is. May be asked more than once
     * @param merged what each becomes, made from what it is and what it is to become
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}
     */
    public void alter(
            TableName table,
            Function<Table, List<Partition>> changed,
            BinaryOperator<Partition> merged,
            QuickStatistics statistics) {
        Instant now = now();
        work.write(WriteMode.APPLY, change -> {
            Stored<Table> stored = change.tx().tables().find(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Map<PartitionName, Partition> next = new LinkedHashMap<>();
            changed.apply(stored.value())
                    .forEach(partition -> next.put(head.partitionName(partition.values()), partition));
            List<Stored<Partition>> current = change.tx().partitions().findAll(head, next.keySet());
            requireAll(head, next.keySet(), current);
            List<QuickStatistics.Altered> altered = new ArrayList<>();
            for (Stored<Partition> before : current) {
                PartitionName name = head.partitionName(before.value().values());
                Partition wanted = merged.apply(before.value(), Objects.requireNonNull(next.get(name)));
                altered.add(new QuickStatistics.Altered(before.value(), kept(change, head, before, wanted, now)));
            }
            List<Partition> counted = statistics.intoAltered(stored.value(), altered, change.files()::figures);
            List<PartitionChange> changes = new ArrayList<>();
            for (int i = 0; i < counted.size(); i++) {
                Partition after = counted.get(i);
                next.put(head.partitionName(after.values()), after);
                changes.add(new PartitionChange(altered.get(i).before(), after));
            }
            change.tx().partitions().update(head, next);
            change.tx().events().append(new CatalogEvent.PartitionsAltered(stored.value(), changes, false, null));
            return head;
        });
    }

    /**
     * Replaces what one partition holds; its values stay.
     *
     * @param change from what is stored to what should be; may run more than once
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code CONFLICT}
     */
    public Stored<Partition> alter(
            TableName table,
            PartitionName name,
            BiFunction<Table, Partition, Partition> change,
            Precondition precondition,
            WriteMode mode) {
        Instant now = now();
        return work.write(mode, unit -> {
            Stored<Table> stored = unit.tx().tables().lock(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Stored<Partition> current = one(head, unit.tx(), name);
            precondition.require("Partition", name + " of table " + table, current);
            Partition next = change.apply(stored.value(), current.value());
            if (!head.partitionName(next.values()).equals(name)) {
                throw CatalogException.invalid("Partition " + name + " of table " + table + " cannot get the values "
                        + next.values() + ": rename it");
            }
            Partition after = kept(unit, head, current, next, now);
            unit.tx().partitions().update(head, Map.of(name, after));
            unit.tx().events().append(altered(stored, current, after));
            return one(head, unit.tx(), name);
        });
    }

    /**
     * Gives a partition other values, and replaces what it holds. Where the table owns its files, the directory is moved
     * to where the new values belong; otherwise it stays.
     *
     * @param changed what it is to become, made from the table as it is. May be asked more than once
     * @param merged what it becomes, made from what it is and what it is to become
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION},
     *     {@code ALREADY_EXISTS}
     */
    public void rename(
            TableName table,
            List<String> values,
            Function<Table, Partition> changed,
            BinaryOperator<Partition> merged) {
        Instant now = now();
        work.write(WriteMode.APPLY, change -> {
            Stored<Table> stored = change.tx().tables().find(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Partition next = changed.apply(stored.value());
            PartitionName oldName = named(head, values);
            PartitionName newName = head.partitionName(next.values());
            limits.requireAllowed(next.values());
            Rules.check(table, newName, next);
            Stored<Partition> current = one(head, change.tx(), oldName);
            if (!oldName.equals(newName)
                    && change.tx().partitions().find(head, newName).isPresent()) {
                throw CatalogException.alreadyExists("Partition " + newName + " of table", table);
            }
            Partition renamed = kept(change, head, current, merged.apply(current.value(), next), now);
            String from = current.value().location();
            if (TableFiles.owned(head) && from != null && !oldName.equals(newName)) {
                String to = PartitionFiles.defaultLocation(head, newName);
                change.files().move(from, to);
                renamed = renamed.withLocation(to);
            } else {
                renamed = renamed.withLocation(from);
            }
            change.tx().partitions().update(head, Map.of(oldName, renamed));
            change.tx().events().append(altered(stored, current, renamed));
            if (!oldName.equals(newName)) {
                change.tx()
                        .acid()
                        .resources()
                        .rename(Resource.of(table, oldName.value()), Resource.of(table, newName.value()));
            }
            return head;
        });
    }

    /**
     * Drops all of the named partitions or none.
     *
     * @param files what becomes of their files, where those go with the table
     * @param ifExists whether names that do not exist are passed over
     * @return what was dropped
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}
     */
    public List<Stored<Partition>> drop(
            TableName table, SelectedPartitions selected, DroppedFiles files, boolean ifExists, WriteMode mode) {
        return work.write(mode, change -> {
            Stored<Table> stored = change.tx().tables().find(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Set<PartitionName> names = selected.names(head, change.tx());
            List<Stored<Partition>> found = change.tx().partitions().findAll(head, names);
            if (!ifExists) {
                requireAll(head, names, found);
            }
            remove(change, stored, names, found, files);
            return found;
        });
    }

    /**
     * Drops one partition.
     *
     * @param files what becomes of its files, where those go with the table
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code CONFLICT}
     */
    public void drop(
            TableName table, PartitionName name, DroppedFiles files, Precondition precondition, WriteMode mode) {
        work.write(mode, change -> {
            Stored<Table> stored = change.tx().tables().lock(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Stored<Partition> partition = one(head, change.tx(), name);
            precondition.require("Partition", name + " of table " + table, partition);
            remove(change, stored, Set.of(name), List.of(partition), files);
            return partition;
        });
    }

    private static void remove(
            UnitOfWork.Change change,
            Stored<Table> table,
            Set<PartitionName> names,
            List<Stored<Partition>> found,
            DroppedFiles files) {
        TableHead head = TableHead.of(table);
        change.tx().partitions().delete(head, names);
        if (!found.isEmpty()) {
            change.tx()
                    .events()
                    .append(new CatalogEvent.PartitionsDropped(
                            table.value(),
                            found.stream().map(each -> each.value().values()).toList()));
        }
        change.tx().acid().resources().forget(head.name(), names);
        TableFiles.removal(change, table, files).ifPresent(remove -> {
            for (Stored<Partition> partition : found) {
                String location = PartitionFiles.directoryOf(partition.value());
                if (location != null) {
                    remove.accept(location);
                    PartitionFiles.forgetEmptyParents(change.files(), head, location);
                }
            }
        });
    }

    static void requireAll(TableHead head, Collection<PartitionName> names, List<Stored<Partition>> found) {
        Set<PartitionName> there = found.stream()
                .map(partition -> head.partitionName(partition.value().values()))
                .collect(Collectors.toSet());
        for (PartitionName name : names) {
            if (!there.contains(name)) {
                throw CatalogException.notFound(head.name(), name);
            }
        }
    }

    private record Query(TableHead head, Predicate predicate) {}

    private <T> Listing<T> listing(TableName table, Selection selection, BiFunction<Tx, Query, Listing<T>> ask) {
        Snapshot snapshot = store.snapshot();
        try {
            TableHead head = head(snapshot, table);
            return ask.apply(snapshot, new Query(head, PartitionSelection.predicate(head, selection)))
                    .owning(snapshot::close);
        } catch (RuntimeException | Error e) {
            snapshot.close();
            throw e;
        }
    }

    private static Partition completed(
            UnitOfWork.Change change, TableHead head, PartitionName name, Partition draft, Instant now) {
        Partition partition = DdlTime.stamp(draft.createdAt() == null ? draft.withCreatedAt(now) : draft, now);
        String tableLocation = head.location();
        if (tableLocation == null) {
            if (partition.location() != null) {
                throw CatalogException.invalid("Partition " + name + " of view " + head.name() + " cannot lie at "
                        + partition.location() + ": leave its location out");
            }
            return partition;
        }
        PartitionFiles.requireLocation(partition.location());
        String location = partition.location() == null
                ? PartitionFiles.defaultLocation(head, name)
                : change.files().qualify(tableLocation, partition.location());
        return partition.withLocation(location);
    }

    private static Partition kept(
            UnitOfWork.Change change, TableHead head, Stored<Partition> current, Partition next, Instant now) {
        Partition before = current.value();
        Partition partition = DdlTime.stamp(next, now);
        Instant createdAt = before.createdAt();
        if (partition.createdAt() == null && createdAt != null) {
            partition = partition.withCreatedAt(createdAt);
        }
        String location = partition.location();
        String tableLocation = head.location();
        if (location == null) {
            return partition.withLocation(before.location());
        }
        return tableLocation == null
                ? partition
                : partition.withLocation(change.files().qualify(tableLocation, location));
    }

    private static CatalogEvent altered(Stored<Table> table, Stored<Partition> before, Partition after) {
        return new CatalogEvent.PartitionsAltered(
                table.value(), List.of(new PartitionChange(before.value(), after)), false, null);
    }

    /** The name of a partition that is looked for: where the number of values is wrong, there is none. */
    private static PartitionName named(TableHead head, List<String> values) {
        if (values.size() != head.partitionKeys().size()) {
            throw new CatalogException(
                    ErrorKind.NOT_FOUND_PARTITION,
                    "Table " + head.name() + " has no partition with the values " + values);
        }
        return head.partitionName(values);
    }

    private static Stored<Partition> one(TableHead head, Tx tx, PartitionName name) {
        return tx.partitions().find(head, name).orElseThrow(() -> CatalogException.notFound(head.name(), name));
    }

    private static TableHead head(Tx tx, TableName name) {
        return tx.tables().head(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
