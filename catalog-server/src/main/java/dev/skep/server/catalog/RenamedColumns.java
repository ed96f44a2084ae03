package dev.skep.server.catalog;

import dev.skep.server.model.Column;
import dev.skep.server.model.Names;
import dev.skep.server.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a change of a table made of its columns. A request to change a table only tells which columns there are afterwards:
 * a name that is new where another is gone is taken for the same column.
 */
public final class RenamedColumns {
    private final Map<String, String> renamed = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    private RenamedColumns(List<String> before, List<String> after) {
        List<String> lost = new ArrayList<>(before);
        lost.removeAll(after);
        List<String> added = new ArrayList<>(after);
        added.removeAll(before);
        boolean oneForOne = before.size() == after.size() && lost.size() == 1 && added.size() == 1;
        for (String name : lost) {
            int place = before.indexOf(name);
            String successor = oneForOne ? added.get(0) : place < after.size() ? after.get(place) : name;
            if (added.contains(successor)) {
                renamed.put(name, successor);
            } else {
                gone.add(name);
            }
        }
    }

    public static RenamedColumns between(Table before, Table after) {
        return new RenamedColumns(names(before), names(after));
    }

    public boolean isEmpty() {
        return renamed.isEmpty() && gone.isEmpty();
    }

    /** Whether the table has the column no more. */
    public boolean isGone(String column) {
        return gone.contains(column);
    }

    /** What the column is called now. */
    public String followed(String column) {
        return renamed.getOrDefault(column, column);
    }

    private static List<String> names(Table table) {
        return table.layout().columns().stream()
                .map(Column::name)
                .map(Names::column)
                .toList();
    }
}
