package dev.skep.server.catalog.constraint;

import dev.skep.server.model.Column;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintQuery;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.store.Tx;
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

    /** Lets the table's constraints, and foreign keys to it, follow. Those of columns that are gone go. */
    public void applyToConstraints(Tx tx, TableName table) {
        if (isEmpty()) {
            return;
        }
        for (Stored<Constraint> own : tx.constraints().find(ConstraintQuery.of(table))) {
            Rule rule = own.value().rule();
            rewrite(tx, own, rule.columns(), rule.withColumns(followed(rule.columns())));
        }
        for (Stored<Constraint> referring : tx.constraints().find(ConstraintQuery.referringTo(table))) {
            Rule.ForeignKey key = (Rule.ForeignKey) referring.value().rule();
            rewrite(tx, referring, key.parentColumns(), key.withParentColumns(followed(key.parentColumns())));
        }
    }

    private void rewrite(Tx tx, Stored<Constraint> constraint, List<String> columns, Rule next) {
        if (columns.stream().anyMatch(gone::contains)) {
            tx.constraints().delete(constraint);
        } else if (columns.stream().anyMatch(renamed::containsKey)) {
            tx.constraints().rewrite(constraint, next);
        }
    }

    private List<String> followed(List<String> columns) {
        return columns.stream()
                .map(column -> renamed.getOrDefault(column, column))
                .toList();
    }

    private static List<String> names(Table table) {
        return table.layout().columns().stream()
                .map(Column::name)
                .map(Names::column)
                .toList();
    }
}
