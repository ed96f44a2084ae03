package dev.skep.server.front.hive.table;

import dev.skep.server.catalog.acid.WriteIdService;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Invalid;
import dev.skep.server.model.acid.ValidWriteIds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which writes a materialized view holds, as Hive's clients keep it with the view: {@code txn$table:…$table:…}, each table as
 * {@link ValidWriteIds#parse} reads it.
 */
record ViewSnapshot(Map<String, ValidWriteIds> byTable) {
    ViewSnapshot {
        byTable = Map.copyOf(byTable);
    }

    /** @throws CatalogException {@code INVALID} */
    static ViewSnapshot parse(String text) {
        Map<String, ValidWriteIds> byTable = new HashMap<>();
        List<String> parts = Arrays.asList(text.split("\\$", -1));
        for (String part : parts.subList(1, parts.size())) {
            byTable.put(
                    part.substring(0, Math.max(0, part.indexOf(':'))).toLowerCase(Locale.ROOT),
                    ValidWriteIds.parse(part));
        }
        return new ViewSnapshot(byTable);
    }

    /** Whether each of the tables was written in transactions, and not since. */
    boolean isCurrent(List<TableName> sources, WriteIdService writeIds) {
        return sources.stream().allMatch(source -> {
            ValidWriteIds seen = byTable.get(source.database().value() + "." + source.value());
            return seen != null
                    && seen.highWaterMark() == writeIds.max(source)
                    && seen.exceptions().stream().allMatch(Invalid::aborted);
        });
    }
}
