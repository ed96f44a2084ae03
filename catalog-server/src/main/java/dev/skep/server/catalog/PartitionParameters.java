package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.CatalogEvent.PartitionChange;
import dev.skep.server.store.CatalogStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes single parameters of many partitions of a table at once, and nothing else of them. */
public final class PartitionParameters {
    private final UnitOfWork work;

    public PartitionParameters(CatalogStore store, WarehouseFiles files) {
        this.work = new UnitOfWork(store, files);
    }

    /**
     * @param changed partitions that have other parameters now
     * @param missing names that no partition has
     */
    public record Done(int changed, int missing) {}

    /**
     * Changes all or none of those that exist. What is not named stays, also what somebody else has written meanwhile.
     *
     * @param changes for each partition parameters and their new values; null takes one away
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}
     */
    public Done change(TableName table, Map<PartitionName, Map<String, @Nullable String>> changes, WriteMode mode) {
        return work.write(mode, change -> {
            Stored<Table> stored = change.tx().tables().lock(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Map<PartitionName, Map<String, @Nullable String>> wanted = new HashMap<>();
            changes.forEach((name, parameters) -> {
                if (wanted.put(head.partitionName(name), parameters) != null) {
                    throw CatalogException.invalid(
                            "Partition " + name + " of table " + table + " is given twice in one request");
                }
            });
            List<Stored<Partition>> found = change.tx().partitions().findAll(head, wanted.keySet());
            Map<PartitionName, Partition> next = new LinkedHashMap<>();
            List<PartitionChange> told = new ArrayList<>();
            for (Stored<Partition> each : found) {
                Partition before = each.value();
                PartitionName name = head.partitionName(before.values());
                Partition after =
                        before.withParameters(merged(before.parameters(), Objects.requireNonNull(wanted.get(name))));
                if (!after.equals(before)) {
                    next.put(name, after);
                    told.add(new PartitionChange(before, after));
                }
            }
            change.tx().partitions().update(head, next);
            if (!told.isEmpty()) {
                change.tx().events().append(new CatalogEvent.PartitionsAltered(stored.value(), told, false, null));
            }
            return new Done(next.size(), wanted.size() - found.size());
        });
    }

    private static Map<String, String> merged(Map<String, String> before, Map<String, @Nullable String> changes) {
        Map<String, String> merged = new HashMap<>(before);
        changes.forEach((parameter, value) -> {
            if (value == null) {
                merged.remove(parameter);
            } else {
                merged.put(parameter, value);
            }
        });
        return merged;
    }
}
