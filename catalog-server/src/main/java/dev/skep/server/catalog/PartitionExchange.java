package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Tx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Moves partitions, with their directories, from one table to another that is made alike. */
public final class PartitionExchange {
    private final UnitOfWork work;

    public PartitionExchange(CatalogStore store, WarehouseFiles files) {
        this.work = new UnitOfWork(store, files);
    }

    /**
     * Moves all partitions that have the given values, or none. They leave the source, and in the destination lie where
     * their values belong; their statistics are forgotten.
     *
     * @param values by key, without regard to case; from the first key on, without a gap. What is no key is passed over,
     *     as Hive does
     * @return the partitions as they are in the destination, in the order of their names
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION} if none has the
     *     values, {@code ALREADY_EXISTS} if the destination has one of them
     */
    public List<Partition> exchange(Map<String, String> values, TableName source, TableName destination) {
        if (!source.database().catalog().equals(destination.database().catalog())) {
            throw CatalogException.invalid("Partitions stay in their catalog: they cannot go from table " + source
                    + " of catalog " + source.database().catalog() + " to table " + destination + " of catalog "
                    + destination.database().catalog());
        }
        return work.write(WriteMode.APPLY, change -> {
            Map<TableName, Stored<Table>> locked = lockBoth(change.tx(), source, destination);
            Stored<Table> from = found(locked, source);
            Stored<Table> to = found(locked, destination);
            requireAlike(from.value(), to.value());
            return move(change, from, to, values);
        });
    }

    private static List<Partition> move(
            UnitOfWork.Change change, Stored<Table> source, Stored<Table> destination, Map<String, String> values) {
        TableHead from = TableHead.of(source);
        TableHead to = TableHead.of(destination);
        Map<PartitionName, Partition> leaving = selected(change.tx(), from, values);
        Set<PartitionName> taken = change.tx().partitions().existing(to, leaving.keySet());
        if (!taken.isEmpty()) {
            throw CatalogException.alreadyExists("Partition " + taken.iterator().next() + " of table", to.name());
        }
        List<Partition> arriving = new ArrayList<>();
        leaving.forEach((name, partition) -> {
            String old = PartitionFiles.defaultLocation(from, name);
            if (!old.equals(partition.location())) {
                throw CatalogException.invalid("Partition " + name + " of table " + from.name() + " lies at "
                        + partition.location() + ", not at " + old + ": only what lies below its table can be moved");
            }
            if (!change.files().isDirectory(old)) {
                throw CatalogException.invalid("Partition " + name + " of table " + from.name()
                        + " cannot be moved: there is no directory at " + old);
            }
            String location = PartitionFiles.defaultLocation(to, name);
            change.files().move(old, location);
            PartitionFiles.forgetEmptyParents(change.files(), from, old);
            arriving.add(partition.withLocation(location));
        });
        change.tx().partitions().delete(from, leaving.keySet());
        change.tx().partitions().insert(to, arriving);
        change.tx().events().append(new CatalogEvent.PartitionsAdded(destination.value(), arriving));
        change.tx()
                .events()
                .append(new CatalogEvent.PartitionsDropped(
                        source.value(), arriving.stream().map(Partition::values).toList()));
        change.tx().acid().resources().forget(from.name(), leaving.keySet());
        return arriving;
    }

    private static Map<PartitionName, Partition> selected(Tx tx, TableHead table, Map<String, String> values) {
        Map<PartitionName, Partition> selected = new LinkedHashMap<>();
        List<String> leading = leading(table, values);
        try (Listing<Stored<Partition>> found =
                tx.partitions().list(table, PartitionSelection.leading(table, leading), -1)) {
            found.forEach(
                    stored -> selected.put(table.partitionName(stored.value().values()), stored.value()));
        }
        if (selected.isEmpty()) {
            throw new CatalogException(
                    ErrorKind.NOT_FOUND_PARTITION,
                    "Table " + table.name() + " has no partition with the values " + values);
        }
        return selected;
    }

    /** The values in the order of the keys. */
    private static List<String> leading(TableHead table, Map<String, String> values) {
        Map<String, String> left = new HashMap<>();
        values.forEach((key, value) -> left.put(key.toLowerCase(Locale.ROOT), value));
        List<String> leading = new ArrayList<>();
        for (Column key : table.partitionKeys()) {
            String value = left.remove(key.name().toLowerCase(Locale.ROOT));
            if (value == null || value.isEmpty()) {
                break;
            }
            leading.add(value);
        }
        boolean gap = table.partitionKeys().stream()
                .map(key -> left.getOrDefault(key.name().toLowerCase(Locale.ROOT), ""))
                .anyMatch(value -> !value.isEmpty());
        if (leading.isEmpty() || gap) {
            throw CatalogException.invalid("The values " + values + " do not say which partitions of table "
                    + table.name() + " are meant: give a value for the first of the keys "
                    + table.partitionKeys().stream().map(Column::name).toList()
                    + ", and for others only after those before them");
        }
        return leading;
    }

    /** In one order whoever asks, so that two exchanges do not wait for each other. */
    private static Map<TableName, Stored<Table>> lockBoth(Tx tx, TableName one, TableName other) {
        Map<TableName, Stored<Table>> locked = new HashMap<>();
        Stream.of(one, other)
                .distinct()
                .sorted(Comparator.comparing(TableName::toString))
                .forEach(name -> tx.tables().lock(name).ifPresent(table -> locked.put(name, table)));
        return locked;
    }

    private static Stored<Table> found(Map<TableName, Stored<Table>> locked, TableName name) {
        Stored<Table> table = locked.get(name);
        if (table == null) {
            throw CatalogException.notFound(name);
        }
        return table;
    }

    private static void requireAlike(Table from, Table to) {
        if (!shapes(from.layout().columns()).equals(shapes(to.layout().columns()))
                || !shapes(from.partitionKeys()).equals(shapes(to.partitionKeys()))) {
            throw CatalogException.invalid("Tables " + from.name() + " and " + to.name()
                    + " differ in their columns or partition keys, so partitions cannot go from one to the other");
        }
        if (from.location() == null || to.location() == null) {
            throw CatalogException.invalid("Partitions of views have no files that could be moved");
        }
    }

    private static List<String> shapes(List<Column> columns) {
        return columns.stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT) + " " + column.type())
                .toList();
    }
}
