package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Marks that clients leave on partitions for one another, such as that a partition is loaded. The partition need not be there
 * yet.
 */
public final class PartitionMarkService {
    private final CatalogStore store;
    private final Clock clock;
    private final Optional<Duration> retention;

    /** @param retention how long a mark counts; nothing for as long as its table is there */
    public PartitionMarkService(CatalogStore store, Clock clock, Optional<Duration> retention) {
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * @param values by the names of all partition keys
     * @throws CatalogException {@code NOT_FOUND_TABLE}; {@code INVALID_PARTITION_NAME} if the values are not those of the
     *     table's keys
     */
    public void mark(TableName table, Map<String, String> values, String event) {
        Instant now = clock.instant();
        store.inTransaction(tx -> {
            TableHead head = head(tx, table);
            tx.partitionMarks().mark(head, named(head, values), event, now);
            return head;
        });
    }

    /** As {@link #mark}; whether it was called, and that mark still counts. */
    public boolean isMarked(TableName table, Map<String, String> values, String event) {
        try (Snapshot snapshot = store.snapshot()) {
            TableHead head = head(snapshot, table);
            return snapshot.partitionMarks()
                    .markedAt(head, named(head, values), event)
                    .filter(at -> oldest().filter(at::isBefore).isEmpty())
                    .isPresent();
        }
    }

    /** Removes the marks that count no more. */
    public void forgetOld() {
        oldest().ifPresent(
                        oldest -> store.inTransaction(tx -> tx.partitionMarks().forgetOlderThan(oldest)));
    }

    private Optional<Instant> oldest() {
        return retention.map(clock.instant()::minus);
    }

    private static PartitionName named(TableHead table, Map<String, String> values) {
        Map<String, String> byKey = new HashMap<>();
        values.forEach((key, value) -> byKey.put(key.toLowerCase(Locale.ROOT), value));
        List<String> keys = table.partitionKeys().stream().map(Column::name).toList();
        if (byKey.size() != keys.size() || !byKey.keySet().containsAll(keys)) {
            throw new CatalogException(
                    ErrorKind.INVALID_PARTITION_NAME,
                    "A partition of table " + table.name() + " has the keys " + keys + ", not " + byKey.keySet());
        }
        return table.partitionName(keys.stream().map(byKey::get).toList());
    }

    private static TableHead head(Tx tx, TableName name) {
        return tx.tables().head(name).orElseThrow(() -> CatalogException.notFound(name));
    }
}
