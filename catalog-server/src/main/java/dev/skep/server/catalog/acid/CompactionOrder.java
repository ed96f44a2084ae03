package dev.skep.server.catalog.acid;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.acid.Compaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which order compactions are listed. Clients name columns as Hive's database has them, {@code CC_START desc, CC_ID}. */
final class CompactionOrder {
    /** What waits comes first, then what something happened to last. */
    static final Comparator<Compaction> STANDARD = comparing(
                    CompactionOrder::lastEvent, nullsFirst(Comparator.reverseOrder()))
            .thenComparing(nullable(each -> each.times().enqueued()))
            .thenComparingLong(Compaction::id);

    private static final Map<String, Comparator<Compaction>> COLUMNS = new TreeMap<>(Map.ofEntries(
            Map.entry("ID", comparingLong(Compaction::id)),
            Map.entry("DATABASE", comparing(each -> each.resource().database().toString())),
            Map.entry("TABLE", nullable(each -> each.resource().table())),
            Map.entry("PARTITION", nullable(each -> each.resource().partition())),
            Map.entry("STATE", comparing(each -> each.state().letter())),
            Map.entry("TYPE", comparing(each -> each.kind().name())),
            Map.entry("WORKER_ID", nullable(each -> each.details().workerId())),
            Map.entry("WORKER_VERSION", nullable(each -> each.details().workerVersion())),
            Map.entry("INITIATOR_ID", nullable(each -> each.details().initiatorId())),
            Map.entry("INITIATOR_VERSION", nullable(each -> each.details().initiatorVersion())),
            Map.entry("RUN_AS", nullable(each -> each.details().runAs())),
            Map.entry("HADOOP_JOB_ID", nullable(each -> each.details().hadoopJobId())),
            Map.entry("ERROR_MESSAGE", nullable(each -> each.details().error())),
            Map.entry("POOL_NAME", nullable(Compaction::pool)),
            Map.entry("TXN_ID", nullable(Compaction::txn)),
            Map.entry("NEXT_TXN_ID", nullable(Compaction::nextTxn)),
            Map.entry("HIGHEST_WRITE_ID", nullable(Compaction::highestWriteId)),
            Map.entry("ENQUEUE_TIME", nullable(each -> each.times().enqueued())),
            Map.entry("START", nullable(each -> each.times().started())),
            Map.entry("COMMIT_TIME", nullable(each -> each.times().committed())),
            Map.entry("END", nullable(each -> each.times().ended()))));

    private CompactionOrder() {}

    private static <T extends Comparable<? super T>> Comparator<Compaction> nullable(
            Function<Compaction, @Nullable T> value) {
        return (one, other) ->
                Comparator.nullsFirst(Comparator.<T>naturalOrder()).compare(value.apply(one), value.apply(other));
    }

    private static @Nullable Instant lastEvent(Compaction compaction) {
        Compaction.Times times = compaction.times();
        return Stream.of(times.started(), times.committed(), times.ended())
                .filter(Objects::nonNull)
                .max(naturalOrder())
                .orElse(null);
    }

    /** @throws CatalogException {@code INVALID} */
    static Comparator<Compaction> parse(String text) {
        if (text.isBlank()) {
            return STANDARD;
        }
        Comparator<Compaction> order = null;
        for (String term : text.split(",", -1)) {
            String[] words = term.replace("\"", "")
                    .replace("`", "")
                    .strip()
                    .toUpperCase(Locale.ROOT)
                    .split("\\s+", -1);
            Comparator<Compaction> column = COLUMNS.get(words[0].replaceFirst("^(CC|CQ)_", ""));
            boolean descends = words.length == 2 && words[1].equals("DESC");
            if (column == null || words.length > 2 || (words.length == 2 && !descends && !words[1].equals("ASC"))) {
                throw CatalogException.invalid("Compactions cannot be ordered by '" + term.strip()
                        + "': write a column and asc or desc; the columns are CC_"
                        + String.join(", CC_", COLUMNS.keySet()));
            }
            Comparator<Compaction> next = descends ? column.reversed() : column;
            order = order == null ? next : order.thenComparing(next);
        }
        return order == null ? STANDARD : order;
    }
}
