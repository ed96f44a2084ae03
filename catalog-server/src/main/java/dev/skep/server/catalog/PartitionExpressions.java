package dev.skep.server.catalog;

import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.expression.ExpressionReader;
import dev.skep.server.filter.expression.ExpressionReader.Reading;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Partitions that satisfy an expression serialized by a client of Hive. */
public final class PartitionExpressions {
    private final CatalogStore store;
    private final PartitionLimits limits;

    public PartitionExpressions(CatalogStore store, PartitionLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    /**
     * What was found.
     *
     * @param elements those that satisfy the expression, and maybe more
     * @param undecided whether there may be some that do not satisfy it: then the client decides
     */
    public record Found<T>(Listing<T> elements, boolean undecided) {}

    /**
     * @param limit how many at most; negative for all
     * @return to be closed: it holds a snapshot of the store
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code INVALID}, {@code TOO_LARGE}
     */
    public Found<Stored<Partition>> list(TableName table, byte[] expression, int limit) {
        limits.requireFew(table, limit);
        return find(table, expression, (tx, asked) -> {
            Listing<Stored<Partition>> found = tx.partitions().list(asked.head(), asked.predicate(), limit);
            limits.requireFew(table, found.size());
            return found;
        });
    }

    /** As {@link #list}, the names only. */
    public Found<PartitionName> names(TableName table, byte[] expression, int limit) {
        return find(table, expression, (tx, asked) -> tx.partitions().names(asked.head(), asked.predicate(), limit));
    }

    /**
     * The partitions to drop that satisfy one of the expressions. An expression that is not understood is refused: nothing
     * is dropped by guessing.
     *
     * @param ifExists whether an expression that no partition satisfies is passed over
     */
    public static SelectedPartitions selected(List<byte[]> expressions, boolean ifExists) {
        return (head, tx) -> {
            Set<PartitionName> names = new LinkedHashSet<>();
            for (byte[] expression : expressions) {
                Reading reading = read(expression, head);
                if (!reading.exact()) {
                    throw new CatalogException(
                            ErrorKind.UNSUPPORTED,
                            "An expression that says which partitions of table " + head.name()
                                    + " to drop is not understood: drop them by name");
                }
                try (Listing<PartitionName> found = tx.partitions().names(head, reading.predicate(), -1)) {
                    if (found.size() == 0 && !ifExists) {
                        throw new CatalogException(
                                ErrorKind.NOT_FOUND_PARTITION,
                                "Table " + head.name() + " has no partition that satisfies the expression");
                    }
                    found.forEach(names::add);
                }
            }
            return names;
        };
    }

    private static Reading read(byte[] expression, TableHead head) {
        return ExpressionReader.read(expression, head.partitionKeys(), ZoneId.systemDefault());
    }

    private record Asked(TableHead head, Predicate predicate) {}

    private <T> Found<T> find(TableName table, byte[] expression, BiFunction<Tx, Asked, Listing<T>> ask) {
        Snapshot snapshot = store.snapshot();
        try {
            TableHead head = snapshot.tables().head(table).orElseThrow(() -> CatalogException.notFound(table));
            Reading reading = read(expression, head);
            Listing<T> elements =
                    ask.apply(snapshot, new Asked(head, reading.predicate())).owning(snapshot::close);
            return new Found<>(elements, !reading.exact());
        } catch (RuntimeException | Error e) {
            snapshot.close();
            throw e;
        }
    }
}
