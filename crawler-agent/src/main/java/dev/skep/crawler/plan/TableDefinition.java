package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.PartitionLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table to register for what was found: SerDe, formats and parameters as crawlers of the Hive world write them, and
 * under {@code skep.} what is ours.
 */
final class TableDefinition {

    /** Marks tables whose storage and figures this crawler keeps up to date. */
    static final String CRAWLER = "skep.crawler";

    private TableDefinition() {}

    static CatalogTable of(FoundTable found, String name) {
        return of(found, name, columns(found));
    }

    /** The definition with other columns than those found, such as widened ones. */
    static CatalogTable of(FoundTable found, String name, List<CatalogColumn> columns) {
        Storage storage = Storage.of(found, columns);
        Map<String, String> parameters = new TreeMap<>(storage.tableParameters());
        parameters.put("EXTERNAL", "TRUE");
        boolean files = found.content() instanceof Content.Files || found.content() instanceof Content.Logged;
        if (files) {
            parameters.put("typeOfData", "file");
            parameters.put(Figures.FILES, String.valueOf(found.files()));
        }
        if (files || found.content() instanceof Content.Items) {
            parameters.put(Figures.BYTES, String.valueOf(found.bytes()));
        }
        if (found.isCounted()) {
            parameters.put(Figures.ROWS, String.valueOf(found.rows().rows()));
            parameters.put(Figures.ROW_BYTES, String.valueOf(found.averageRowSize()));
            parameters.put(Figures.ROWS_EXACT, String.valueOf(found.rows().exact()));
        }
        parameters.putAll(TableStatistics.of(found, columns));
        parameters.put(CRAWLER, "skep");
        parameters.put(Written.PARAMETER, Written.of(found, storage).text());
        parameters.put(
                "skep.confidence",
                String.format(Locale.ROOT, "%.2f", found.content().confidence()));
        if (found.mark() != null) {
            parameters.put(KnownMarks.PARAMETER, found.mark().text());
        }
        return new CatalogTable(
                name, "external", found.location(), columns, keys(found), storage.descriptor(), parameters, null);
    }

    /** The columns to register: engines that read a log take its partition columns for columns like any other. */
    static List<CatalogColumn> columns(FoundTable found) {
        List<CatalogColumn> columns = new ArrayList<>();
        for (InferredColumn column : found.columns()) {
            String comment = found.content() instanceof Content.Relation relation
                    ? relation.comments().get(column.name())
                    : null;
            columns.add(new CatalogColumn(column.name(), column.type().text(), comment));
        }
        if (found.content() instanceof Content.Logged) {
            for (PartitionLayout.Key key : found.layout().keys()) {
                columns.add(new CatalogColumn(key.name(), key.type().text(), null));
            }
        }
        return columns;
    }

    /** The partition keys to register: none for tables with a log, which names their partitions itself. */
    static List<CatalogColumn> keys(FoundTable found) {
        if (!(found.content() instanceof Content.Files)) {
            return List.of();
        }
        return found.layout().keys().stream()
                .map(key -> new CatalogColumn(key.name(), key.type().text(), null))
                .toList();
    }

    /** How the table is read, with the columns that were found. */
    static CatalogStorage storage(FoundTable found) {
        return Storage.of(found, columns(found)).descriptor();
    }
}
