package dev.skep.server.front.hive.constraint;

import dev.skep.hive.api.SQLAllTableConstraints;
import dev.skep.hive.api.SQLCheckConstraint;
import dev.skep.hive.api.SQLDefaultConstraint;
import dev.skep.hive.api.SQLForeignKey;
import dev.skep.hive.api.SQLNotNullConstraint;
import dev.skep.hive.api.SQLPrimaryKey;
import dev.skep.hive.api.SQLUniqueConstraint;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.model.constraint.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Constraints of the wire, which has a row for each column of a key, to constraints of the model. */
public final class ConstraintTranslator {
    private final @Nullable String catalog;

    /** @param catalog of rows that name none; null for the default */
    public ConstraintTranslator(@Nullable String catalog) {
        this.catalog = catalog;
    }

    /** The constraints of all six kinds, each with its columns in order. */
    public List<Constraint> toModel(SQLAllTableConstraints all) {
        List<Constraint> constraints = new ArrayList<>();
        constraints.addAll(primaryKeys(Translation.orEmpty(all.primaryKeys())));
        constraints.addAll(foreignKeys(Translation.orEmpty(all.foreignKeys())));
        constraints.addAll(uniqueConstraints(Translation.orEmpty(all.uniqueConstraints())));
        constraints.addAll(notNullConstraints(Translation.orEmpty(all.notNullConstraints())));
        constraints.addAll(defaultConstraints(Translation.orEmpty(all.defaultConstraints())));
        constraints.addAll(checkConstraints(Translation.orEmpty(all.checkConstraints())));
        return constraints;
    }

    List<Constraint> primaryKeys(List<SQLPrimaryKey> rows) {
        return keys(
                rows,
                row -> new KeyRows.Place(
                        table(row.catName(), row.tableDb(), row.tableName()), name(row.pkName()), row.keySeq()),
                (place, key) -> new Constraint(
                        place.table(),
                        place.name(),
                        trust(
                                first(key).enableCstr(),
                                first(key).validateCstr(),
                                first(key).relyCstr()),
                        new Rule.PrimaryKey(columns(key, SQLPrimaryKey::columnName))));
    }

    List<Constraint> uniqueConstraints(List<SQLUniqueConstraint> rows) {
        return keys(
                rows,
                row -> new KeyRows.Place(
                        table(row.catName(), row.tableDb(), row.tableName()), name(row.ukName()), row.keySeq()),
                (place, key) -> new Constraint(
                        place.table(),
                        place.name(),
                        trust(
                                first(key).enableCstr(),
                                first(key).validateCstr(),
                                first(key).relyCstr()),
                        new Rule.Unique(columns(key, SQLUniqueConstraint::columnName))));
    }

    List<Constraint> foreignKeys(List<SQLForeignKey> rows) {
        return keys(
                rows,
                row -> new KeyRows.Place(
                        table(row.catName(), row.fktableDb(), row.fktableName()), name(row.fkName()), row.keySeq()),
                (place, key) -> new Constraint(
                        place.table(),
                        place.name(),
                        trust(
                                first(key).enableCstr(),
                                first(key).validateCstr(),
                                first(key).relyCstr()),
                        foreignKey(key)));
    }

    private Rule foreignKey(List<SQLForeignKey> key) {
        SQLForeignKey first = first(key);
        return new Rule.ForeignKey(
                columns(key, SQLForeignKey::fkcolumnName),
                table(first.catName(), first.pktableDb(), first.pktableName()),
                columns(key, SQLForeignKey::pkcolumnName),
                null,
                Objects.requireNonNullElse(first.updateRule(), 0),
                Objects.requireNonNullElse(first.deleteRule(), 0));
    }

    List<Constraint> notNullConstraints(List<SQLNotNullConstraint> rows) {
        return rows.stream()
                .map(row -> new Constraint(
                        table(row.catName(), row.tableDb(), row.tableName()),
                        name(row.nnName()),
                        trust(row.enableCstr(), row.validateCstr(), row.relyCstr()),
                        new Rule.NotNull(column(row.columnName()))))
                .toList();
    }

    List<Constraint> defaultConstraints(List<SQLDefaultConstraint> rows) {
        return rows.stream()
                .map(row -> new Constraint(
                        table(row.catName(), row.tableDb(), row.tableName()),
                        name(row.dcName()),
                        trust(row.enableCstr(), row.validateCstr(), row.relyCstr()),
                        new Rule.Default(
                                column(row.columnName()),
                                Translation.required(row.defaultValue(), "value of a default constraint"))))
                .toList();
    }

    List<Constraint> checkConstraints(List<SQLCheckConstraint> rows) {
        return rows.stream()
                .map(row -> new Constraint(
                        table(row.catName(), row.tableDb(), row.tableName()),
                        name(row.dcName()),
                        trust(row.enableCstr(), row.validateCstr(), row.relyCstr()),
                        new Rule.Check(
                                row.columnName() == null ? null : column(row.columnName()),
                                Translation.required(row.checkExpression(), "expression of a check constraint"))))
                .toList();
    }

    private static <T> List<Constraint> keys(
            List<T> rows, Function<T, KeyRows.Place> place, BiFunction<KeyRows.Place, List<T>, Constraint> make) {
        return KeyRows.gather(rows, place).stream()
                .map(key -> make.apply(place.apply(first(key)), key))
                .toList();
    }

    private static <T> T first(List<T> rows) {
        return rows.get(0);
    }

    private TableName table(@Nullable String ofRow, @Nullable String database, @Nullable String table) {
        return Translation.table(ofRow == null ? catalog : ofRow, database, table);
    }

    private static <T> List<String> columns(List<T> rows, Function<T, @Nullable String> column) {
        return rows.stream().map(row -> column(column.apply(row))).toList();
    }

    private static String column(@Nullable String name) {
        return Names.column(Translation.required(name, "column name of a constraint"));
    }

    /** Some clients leave the name to the server by an empty text. */
    private static @Nullable String name(@Nullable String name) {
        return name == null || name.isBlank() ? null : Names.constraint(name);
    }

    private static Trust trust(@Nullable Boolean enabled, @Nullable Boolean validated, @Nullable Boolean relied) {
        return new Trust(Translation.isTrue(enabled), Translation.isTrue(validated), Translation.isTrue(relied));
    }
}
