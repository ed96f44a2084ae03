package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles.Figures;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether the number and the size of the files of a table, or of a partition, are written into its parameters, as Hive does
 * where that is cheap.
 */
public enum QuickStatistics {
    /** The parameters stay as the caller gives them. */
    LEFT_ALONE,
    /** The files are counted. What was known of the rows is taken for outdated. */
    GATHERED,
    /** As {@link #GATHERED}, also where a partition has figures that nobody has touched. */
    GATHERED_ANEW,
    /** As {@link #GATHERED_ANEW}, by a caller who knows all of the rows: what is known of them is marked as exact. */
    GATHERED_EXACTLY;

    /** A caller who says so in the parameters wants no figures; the word itself is not kept. */
    private static final String NOT_WANTED = "DO_NOT_UPDATE_STATS";

    private static final String FILES = "numFiles";
    private static final String BYTES = "totalSize";

    /** A partition, and what it is to become. */
    record Altered(Partition before, Partition after) {}

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
        String location = table.location();
        if (wanted && (countAnew || !areIn(parameters)) && !table.isPartitioned() && location != null) {
            count.apply(location).ifPresent(figures -> write(figures, parameters));
        }
        return table.withParameters(parameters);
    }

    /**
     * New partitions with the figures of their directories; figures that they bring are believed.
     *
     * @param isEmpty whether a location is known to hold nothing, so that nothing is to be counted
     * @param count counts the files at many locations
     */
    List<Partition> intoAdded(
            Table table,
            List<Partition> added,
            Predicate<String> isEmpty,
            Function<Collection<String>, Map<String, Figures>> count) {
        return counted(
                table,
                added,
                partition -> !areIn(partition.parameters())
                        && partition.location() != null
                        && !isEmpty.test(partition.location()),
                count);
    }

    /** Altered partitions with the figures of their directories, in order: of those whose figures are new, or not there. */
    List<Partition> intoAltered(
            Table table, List<Altered> altered, Function<Collection<String>, Map<String, Figures>> count) {
        Map<Partition, Partition> before = new HashMap<>();
        altered.forEach(each -> before.put(each.after(), each.before()));
        return counted(
                table,
                altered.stream().map(Altered::after).toList(),
                partition -> this != GATHERED
                        || !areIn(partition.parameters())
                        || !areSame(
                                Objects.requireNonNull(before.get(partition)).parameters(), partition.parameters()),
                count);
    }

    private List<Partition> counted(
            Table table,
            List<Partition> partitions,
            Predicate<Partition> isDue,
            Function<Collection<String>, Map<String, Figures>> count) {
        if (this == LEFT_ALONE || table.kind().isVirtual()) {
            return partitions;
        }
        Set<String> due = partitions.stream()
                .filter(partition -> isWanted(partition) && isDue.test(partition))
                .map(Partition::location)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Figures> told = due.isEmpty() ? Map.of() : count.apply(due);
        return partitions.stream()
                .map(partition -> {
                    Map<String, String> parameters = new HashMap<>(partition.parameters());
                    parameters.remove(NOT_WANTED);
                    Figures figures = partition.location() == null ? null : told.get(partition.location());
                    if (figures != null && isWanted(partition) && isDue.test(partition)) {
                        write(figures, parameters);
                    }
                    return partition.withParameters(parameters);
                })
                .toList();
    }

    private void write(Figures figures, Map<String, String> parameters) {
        parameters.put(FILES, String.valueOf(figures.files()));
        parameters.put(BYTES, String.valueOf(figures.bytes()));
        if (this == GATHERED_EXACTLY) {
            parameters.putIfAbsent(RowFigures.ACCURATE, RowFigures.ROWS_ARE_EXACT);
        } else {
            parameters.remove(RowFigures.ACCURATE);
        }
    }

    private static boolean isWanted(Partition partition) {
        return !Boolean.parseBoolean(partition.parameters().get(NOT_WANTED));
    }

    private static boolean areIn(Map<String, String> parameters) {
        return parameters.containsKey(FILES) && parameters.containsKey(BYTES);
    }

    private static boolean areSame(Map<String, String> before, Map<String, String> after) {
        return Objects.equals(before.get(FILES), after.get(FILES))
                && Objects.equals(before.get(BYTES), after.get(BYTES));
    }
}
