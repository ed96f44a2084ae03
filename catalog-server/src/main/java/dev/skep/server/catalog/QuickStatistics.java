package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles.Figures;
import dev.skep.server.model.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether the number and the size of a table's files are written into its parameters, as Hive does where that is cheap. */
public enum QuickStatistics {
    /** The parameters stay as the caller gives them. */
    LEFT_ALONE,
    /** The files are counted. What was known of the rows is taken for outdated. */
    GATHERED,
    /** As {@link #GATHERED}, by a caller who knows all of the rows: what is known of them is marked as exact. */
    GATHERED_EXACTLY;

    /** A caller who says so in the parameters wants no figures; the word itself is not kept. */
    private static final String NOT_WANTED = "DO_NOT_UPDATE_STATS";

    private static final String FILES = "numFiles";
    private static final String BYTES = "totalSize";

    /**
     * The table with the figures of its directory.
     *
     * @param countAnew whether figures that are there already are counted again
     * @param count counts the files at a location
     */
    Table into(Table table, boolean countAnew, Function<String, Optional<Figures>> count) {
        if (this == LEFT_ALONE || table.kind().isVirtual()) {
            return table;
        }
        Map<String, String> parameters = new HashMap<>(table.parameters());
        boolean wanted = !Boolean.parseBoolean(parameters.remove(NOT_WANTED));
        boolean known = parameters.containsKey(FILES) && parameters.containsKey(BYTES);
        String location = table.location();
        if (wanted && (countAnew || !known) && !table.isPartitioned() && location != null) {
            count.apply(location).ifPresent(figures -> {
                parameters.put(FILES, String.valueOf(figures.files()));
                parameters.put(BYTES, String.valueOf(figures.bytes()));
                if (this == GATHERED_EXACTLY) {
                    parameters.putIfAbsent(RowFigures.ACCURATE, RowFigures.ROWS_ARE_EXACT);
                } else {
                    parameters.remove(RowFigures.ACCURATE);
                }
            });
        }
        return table.withParameters(parameters);
    }
}
