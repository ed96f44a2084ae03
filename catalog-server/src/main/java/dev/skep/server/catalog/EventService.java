package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.DataFile;
import dev.skep.server.model.event.EventFilter;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.model.event.TransactionalWrite;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log of what happened: who reads it, what clients add to it, and what is forgotten. */
public final class EventService {
    /** So few that a transaction that removes them holds nobody up. */
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final CatalogStore store;
    private final Clock clock;

    public EventService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The id of the last event; 0 before the first. */
    public long lastId() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.events().lastId();
        }
    }

    /**
     * The events that match, oldest first. Those that are forgotten already are missing: an answer whose first id is not
     * the one that was expected next says so.
     *
     * @param after the id behind which they begin
     * @param limit how many at most; negative for all
     * @return to be closed: it holds a snapshot of the store
     */
    public Listing<RecordedEvent> list(EventFilter filter, long after, int limit) {
        Snapshot snapshot = store.snapshot();
        try {
            return snapshot.events().list(filter, after, limit).owning(snapshot::close);
        } catch (RuntimeException | Error e) {
            snapshot.close();
            throw e;
        }
    }

    /** How many events match, with ids from behind {@code after} to {@code upTo}. */
    public long count(EventFilter filter, long after, long upTo) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.events().count(filter, after, upTo);
        }
    }

    /**
     * What a client reports to have written into one place.
     *
     * @param partition the values of the partition; empty for the table itself
     */
    public record Insertion(List<String> partition, boolean replaced, List<DataFile> files) {
        public Insertion {
            partition = List.copyOf(partition);
            files = List.copyOf(files);
        }
    }

    /**
     * Records what a client has written.
     *
     * @return the ids of the events
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code INVALID}
     */
    public List<Long> inserted(TableName name, List<Insertion> insertions) {
        return store.inTransaction(tx -> {
            Place place = new Place(
                    tx, name, insertions.stream().map(Insertion::partition).toList());
            for (Insertion insertion : insertions) {
                tx.events()
                        .append(new CatalogEvent.RowsInserted(
                                place.table,
                                place.partition(insertion.partition()),
                                insertion.replaced(),
                                insertion.files()));
            }
            return tx.events().write();
        });
    }

    /**
     * Records that a client has read a table or partition anew.
     *
     * @param partition the values of the partition; empty for the table itself
     * @param parameters laid over those of the table, for whoever reads the event
     * @return the ids of the events
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code INVALID}
     */
    public List<Long> reloaded(
            TableName name, List<String> partition, Map<String, String> parameters, boolean refresh) {
        return store.inTransaction(tx -> {
            Place place = new Place(tx, name, List.of(partition));
            Map<String, String> all = new HashMap<>(place.table.parameters());
            all.putAll(parameters);
            tx.events()
                    .append(new CatalogEvent.Reloaded(
                            place.table.withParameters(all), place.partition(partition), refresh));
            return tx.events().write();
        });
    }

    /** A table, and those of its partitions that are asked for. */
    private static final class Place {
        final Table table;
        private final TableHead head;
        private final Map<PartitionName, Partition> partitions = new HashMap<>();

        Place(Tx tx, TableName name, List<List<String>> wanted) {
            Stored<Table> stored = tx.tables().find(name).orElseThrow(() -> CatalogException.notFound(name));
            table = stored.value();
            head = TableHead.of(stored);
            Set<PartitionName> names = wanted.stream()
                    .filter(values -> !values.isEmpty())
                    .map(head::partitionName)
                    .collect(Collectors.toSet());
            if (!names.isEmpty()) {
                List<Stored<Partition>> found = tx.partitions().findAll(head, names);
                PartitionService.requireAll(head, names, found);
                found.forEach(
                        each -> partitions.put(head.partitionName(each.value().values()), each.value()));
            }
        }

        @Nullable Partition partition(List<String> values) {
            return values.isEmpty() ? null : partitions.get(head.partitionName(values));
        }
    }

    /** What a client reports to have written in a transaction. */
    public record Reported(long transaction, long writeId, Insertion insertion) {}

    /**
     * Keeps what a client has written in transactions, until somebody asks for it.
     *
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code INVALID}
     */
    public void wrote(TableName name, List<Reported> writes) {
        store.inTransaction(tx -> {
            Place place = new Place(
                    tx,
                    name,
                    writes.stream().map(write -> write.insertion().partition()).toList());
            tx.events()
                    .note(writes.stream()
                            .map(write -> new TransactionalWrite(
                                    write.transaction(),
                                    write.writeId(),
                                    place.table,
                                    place.partition(write.insertion().partition()),
                                    write.insertion().files()))
                            .toList());
            return place;
        });
    }

    /**
     * What was written in a transaction, one for each table or partition that was written to; a file that was reported
     * twice stands there once.
     *
     * @param database null for any
     * @param table null for any
     */
    public List<TransactionalWrite> writes(long transaction, @Nullable String database, @Nullable String table) {
        List<TransactionalWrite> noted;
        try (Snapshot snapshot = store.snapshot()) {
            noted = snapshot.events().writes(transaction, database, table);
        }
        Map<List<Object>, TransactionalWrite> byPlace = new LinkedHashMap<>();
        for (TransactionalWrite write : noted) {
            Partition partition = write.partition();
            List<Object> place =
                    List.of(write.table().name(), partition == null ? List.<String>of() : partition.values());
            byPlace.merge(place, write, EventService::united);
        }
        return List.copyOf(byPlace.values());
    }

    private static TransactionalWrite united(TransactionalWrite earlier, TransactionalWrite later) {
        Set<DataFile> files = new LinkedHashSet<>(earlier.files());
        files.addAll(later.files());
        return new TransactionalWrite(
                later.transaction(), later.writeId(), later.table(), later.partition(), List.copyOf(files));
    }

    /**
     * Forgets what is older than the log is kept. Each thousand is a transaction of its own, so that nobody waits for it.
     *
     * @return how many events, and writes of transactions, were forgotten
     */
    public long forgetOlderThan(Duration age) {
        Instant before = clock.instant().minus(age);
        return repeat(tx -> tx.events().deleteOldest(before, FORGOTTEN_AT_ONCE))
                + repeat(tx -> tx.events().deleteOldWrites(before, FORGOTTEN_AT_ONCE));
    }

    private long repeat(Function<Tx, Integer> forget) {
        long all = 0;
        int forgotten;
        do {
            forgotten = store.inTransaction(forget);
            all += forgotten;
        } while (forgotten == FORGOTTEN_AT_ONCE);
        return all;
    }
}
