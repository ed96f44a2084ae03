package dev.skep.server.catalog;

import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.filter.KeyType;
import dev.skep.server.filter.Ordinals;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/** The values that partitions have for some of their keys. */
public final class PartitionValues {
    private final CatalogStore store;

    public PartitionValues(CatalogStore store) {
        this.store = store;
    }

    /**
     * What is asked.
     *
     * @param keys whose values are wanted, in the order in which they are wanted
     * @param distinct whether equal rows are given once
     * @param order the keys to sort by, the first counting most; where it is empty the rows come in the order of the
     *     partitions' names
     * @param limit how many rows at most; negative for all
     */
    public record Query(
            Selection selection,
            List<String> keys,
            boolean distinct,
            List<String> order,
            boolean ascending,
            long limit) {
        public Query {
            keys = List.copyOf(keys);
            order = List.copyOf(order);
        }
    }

    /**
     * The rows, a value for each of the wanted keys.
     *
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code INVALID} if a name is no partition key
     */
    public List<List<String>> of(TableName table, Query query) {
        try (Snapshot snapshot = store.snapshot()) {
            TableHead head = snapshot.tables().head(table).orElseThrow(() -> CatalogException.notFound(table));
            int[] wanted = positions(head, query.keys());
            if (wanted.length == 0) {
                throw CatalogException.invalid("No partition key of table " + table + " is named");
            }
            try (Listing<PartitionName> names =
                    snapshot.partitions().names(head, PartitionSelection.predicate(head, query.selection()), -1)) {
                return query.order().isEmpty() ? rows(names, head, wanted, query) : sorted(names, head, wanted, query);
            }
        }
    }

    private static List<List<String>> rows(Iterable<PartitionName> names, TableHead head, int[] wanted, Query query) {
        Collection<List<String>> rows = query.distinct() ? new LinkedHashSet<>() : new ArrayList<>();
        for (PartitionName name : names) {
            if (query.limit() >= 0 && rows.size() >= query.limit()) {
                break;
            }
            rows.add(picked(name.valuesOf(head.partitionKeys()), wanted));
        }
        return List.copyOf(rows);
    }

    private static List<List<String>> sorted(Iterable<PartitionName> names, TableHead head, int[] wanted, Query query) {
        List<List<String>> all = new ArrayList<>();
        names.forEach(name -> all.add(name.valuesOf(head.partitionKeys())));
        Comparator<List<String>> order = IntStream.of(positions(head, query.order()))
                .mapToObj(position -> Comparator.comparing(
                        (List<String> row) -> row.get(position),
                        Ordinals.order(
                                KeyType.of(head.partitionKeys().get(position).type()))))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        all.sort(query.ascending() ? order : order.reversed());
        return all.stream()
                .map(row -> picked(row, wanted))
                .filter(query.distinct() ? new LinkedHashSet<>()::add : row -> true)
                .limit(query.limit() < 0 ? Long.MAX_VALUE : query.limit())
                .toList();
    }

    private static List<String> picked(List<String> values, int[] positions) {
        return IntStream.of(positions).mapToObj(values::get).toList();
    }

    private static int[] positions(TableHead head, List<String> keys) {
        List<String> all = head.partitionKeys().stream().map(Column::name).toList();
        return keys.stream()
                .mapToInt(key -> IntStream.range(0, all.size())
                        .filter(i -> all.get(i).equalsIgnoreCase(key))
                        .findFirst()
                        .orElseThrow(() -> CatalogException.invalid(
                                "'" + key + "' is no partition key of table " + head.name() + "; they are " + all)))
                .toArray();
    }
}
