package dev.skep.server.catalog.constraint;

import dev.skep.server.catalog.RenamedColumns;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintKind;
import dev.skep.server.model.constraint.ConstraintQuery;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.Tx;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds constraints to a table, in a transaction that holds its row. */
public final class TableConstraints {
    private static final Set<ConstraintKind> KEYS = Set.of(ConstraintKind.PRIMARY_KEY, ConstraintKind.UNIQUE);
    private static final int MAX_NAME = 512;

    private final Tx tx;
    private final Stored<Table> table;
    private final Map<String, String> types;
    private final List<Constraint> present = new ArrayList<>();
    private final Map<ConstraintKind, List<Constraint>> added = new EnumMap<>(ConstraintKind.class);

    private TableConstraints(Tx tx, Stored<Table> table) {
        this.tx = tx;
        this.table = table;
        this.types = types(table.value());
    }

    /**
     * @param drafts in which order is all the same: a foreign key may refer to a key of the same table that comes after it
     * @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS}, {@code NOT_FOUND_TABLE}
     */
    public static void add(Tx tx, Stored<Table> table, List<Constraint> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        TableConstraints constraints = new TableConstraints(tx, table);
        tx.constraints()
                .find(ConstraintQuery.of(table.value().name()))
                .forEach(each -> constraints.present.add(each.value()));
        drafts.stream()
                .filter(draft -> draft.rule().kind() != ConstraintKind.FOREIGN_KEY)
                .forEach(constraints::add);
        drafts.stream()
                .filter(draft -> draft.rule().kind() == ConstraintKind.FOREIGN_KEY)
                .forEach(constraints::add);
        constraints
                .added
                .values()
                .forEach(alike -> tx.events()
                        .append(new CatalogEvent.ConstraintsAdded(table.value().name(), alike)));
    }

    /** Lets the table's constraints, and foreign keys to it, follow its columns. Those of columns that are gone go. */
    public static void follow(Tx tx, TableName table, RenamedColumns columns) {
        if (columns.isEmpty()) {
            return;
        }
        for (Stored<Constraint> own : tx.constraints().find(ConstraintQuery.of(table))) {
            Rule rule = own.value().rule();
            rewrite(tx, own, rule.columns(), columns, rule.withColumns(followed(rule.columns(), columns)));
        }
        for (Stored<Constraint> referring : tx.constraints().find(ConstraintQuery.referringTo(table))) {
            Rule.ForeignKey key = (Rule.ForeignKey) referring.value().rule();
            List<String> next = followed(key.parentColumns(), columns);
            rewrite(tx, referring, key.parentColumns(), columns, key.withParentColumns(next));
        }
    }

    private static void rewrite(
            Tx tx, Stored<Constraint> constraint, List<String> before, RenamedColumns columns, Rule next) {
        if (before.stream().anyMatch(columns::isGone)) {
            tx.constraints().delete(constraint);
        } else if (!constraint.value().rule().equals(next)) {
            tx.constraints().rewrite(constraint, next);
        }
    }

    private static List<String> followed(List<String> before, RenamedColumns columns) {
        return before.stream().map(columns::followed).toList();
    }

    private void add(Constraint draft) {
        TableName name = table.value().name();
        if (!draft.table().equals(name)) {
            throw CatalogException.invalid(
                    "A constraint of table " + draft.table() + " came with table " + name + ": add it by itself");
        }
        Rule rule = draft.rule();
        requireColumns(name, types, rule.columns());
        switch (rule.kind()) {
            case PRIMARY_KEY -> {
                requireKeyColumns(rule);
                requireNoneLike(rule, List.of());
            }
            case UNIQUE -> requireKeyColumns(rule);
            case FOREIGN_KEY -> {
                requireKeyColumns(rule);
                requireParentKey((Rule.ForeignKey) rule);
            }
            case DEFAULT -> requireNoneLike(rule, rule.columns());
            case NOT_NULL, CHECK -> {}
        }
        Constraint named = draft.withName(nameOf(draft));
        tx.constraints().insert(table.id(), named);
        present.add(named);
        added.computeIfAbsent(rule.kind(), kind -> new ArrayList<>()).add(named);
    }

    private String nameOf(Constraint draft) {
        String asked = draft.name();
        if (asked == null) {
            return freeName(draft.rule().kind());
        }
        if (asked.isEmpty() || asked.length() > MAX_NAME) {
            throw CatalogException.invalid("A constraint of table " + draft.table() + " has a name of " + asked.length()
                    + " characters: 1 to " + MAX_NAME + " are allowed");
        }
        if (isTaken(asked)) {
            throw new CatalogException(
                    ErrorKind.ALREADY_EXISTS,
                    "Table " + draft.table() + " has a constraint " + asked + " already: choose another name");
        }
        return asked;
    }

    private boolean isTaken(String name) {
        return present.stream().anyMatch(each -> name.equals(each.name()));
    }

    private String freeName(ConstraintKind kind) {
        String stem = table.value().name().value() + "_" + abbreviation(kind);
        String name = stem;
        for (int i = 2; isTaken(name); i++) {
            name = stem + "_" + i;
        }
        return name;
    }

    private static String abbreviation(ConstraintKind kind) {
        return switch (kind) {
            case PRIMARY_KEY -> "pk";
            case FOREIGN_KEY -> "fk";
            case UNIQUE -> "uk";
            case NOT_NULL -> "nn";
            case DEFAULT -> "dc";
            case CHECK -> "cc";
        };
    }

    private void requireKeyColumns(Rule rule) {
        List<String> columns = rule.columns();
        if (columns.isEmpty()) {
            throw CatalogException.invalid(
                    "A key of table " + table.value().name() + " has no columns: name one at least");
        }
        requireDistinct(columns);
    }

    private void requireDistinct(List<String> columns) {
        if (new HashSet<>(columns).size() != columns.size()) {
            throw CatalogException.invalid(
                    "A key of table " + table.value().name() + " names a column twice: " + columns);
        }
    }

    /** Two of the kind would contradict each other. */
    private void requireNoneLike(Rule rule, List<String> columns) {
        present.stream()
                .filter(each -> each.rule().kind() == rule.kind()
                        && (columns.isEmpty() || each.rule().columns().equals(columns)))
                .findFirst()
                .ifPresent(each -> {
                    // Clients know the first case by its first words.
                    String what = columns.isEmpty()
                            ? "Primary key already exists for table " + each.table()
                            : "A default already exists for column " + columns.get(0) + " of table " + each.table();
                    throw new CatalogException(
                            ErrorKind.ALREADY_EXISTS, what + ": it is " + each.name() + ", drop it first");
                });
    }

    private static void requireColumns(TableName name, Map<String, String> types, List<String> columns) {
        for (String column : columns) {
            if (!types.containsKey(column)) {
                throw CatalogException.invalid("Table " + name + " has no column '" + column + "' to constrain");
            }
        }
    }

    private void requireParentKey(Rule.ForeignKey key) {
        boolean toItself = key.parent().equals(table.value().name());
        Map<String, String> parentTypes = toItself
                ? types
                : types(tx.tables()
                        .find(key.parent())
                        .orElseThrow(() -> CatalogException.notFound(key.parent()))
                        .value());
        requireColumns(key.parent(), parentTypes, key.parentColumns());
        requireDistinct(key.parentColumns());
        List<Constraint> ofParent = toItself
                ? present
                : tx.constraints().find(ConstraintQuery.of(key.parent(), KEYS)).stream()
                        .map(Stored::value)
                        .toList();
        Set<String> referred = Set.copyOf(key.parentColumns());
        if (ofParent.stream()
                .noneMatch(each -> KEYS.contains(each.rule().kind())
                        && Set.copyOf(each.rule().columns()).equals(referred))) {
            throw CatalogException.invalid("Table " + key.parent()
                    + " has no primary key or unique constraint of the columns " + key.parentColumns()
                    + " for a foreign key of table " + table.value().name() + ": add it first");
        }
        for (int i = 0; i < key.columns().size(); i++) {
            String own = key.columns().get(i);
            String parent = key.parentColumns().get(i);
            if (toItself && own.equals(parent)) {
                throw CatalogException.invalid(
                        "Column " + own + " of table " + key.parent() + " cannot refer to itself");
            }
            String type = String.valueOf(types.get(own));
            if (!type.equalsIgnoreCase(String.valueOf(parentTypes.get(parent)))) {
                throw CatalogException.invalid("Column " + own + " of table "
                        + table.value().name() + " is of type " + type + ", and cannot refer to column " + parent
                        + " of table " + key.parent() + ", which is of type " + parentTypes.get(parent));
            }
        }
    }

    private static Map<String, String> types(Table table) {
        Map<String, String> types = new HashMap<>();
        List<Column> columns = new ArrayList<>(table.layout().columns());
        columns.addAll(table.partitionKeys());
        columns.forEach(column -> types.put(Names.column(column.name()), column.type()));
        return types;
    }
}
