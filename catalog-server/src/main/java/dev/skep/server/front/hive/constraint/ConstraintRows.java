package dev.skep.server.front.hive.constraint;

import dev.skep.hive.api.SQLAllTableConstraints;
import dev.skep.hive.api.SQLCheckConstraint;
import dev.skep.hive.api.SQLDefaultConstraint;
import dev.skep.hive.api.SQLForeignKey;
import dev.skep.hive.api.SQLNotNullConstraint;
import dev.skep.hive.api.SQLPrimaryKey;
import dev.skep.hive.api.SQLUniqueConstraint;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.Rule;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Constraints of the model to those of the wire: a row for each column of a key. */
public final class ConstraintRows {
    private ConstraintRows() {}

    static SQLAllTableConstraints all(List<Constraint> constraints) {
        return SQLAllTableConstraints.builder()
                .primaryKeys(primaryKeys(constraints))
                .foreignKeys(foreignKeys(constraints))
                .uniqueConstraints(uniqueConstraints(constraints))
                .notNullConstraints(notNullConstraints(constraints))
                .defaultConstraints(defaultConstraints(constraints))
                .checkConstraints(checkConstraints(constraints))
                .build();
    }

    /** The rows of the primary keys among the constraints; those of the other kinds are passed over. */
    public static List<SQLPrimaryKey> primaryKeys(List<Constraint> constraints) {
        return of(
                constraints,
                Rule.PrimaryKey.class,
                (constraint, rule) -> numbered(
                        rule.columns(),
                        i -> SQLPrimaryKey.builder()
                                .catName(catalog(constraint))
                                .tableDb(database(constraint))
                                .tableName(constraint.table().value())
                                .columnName(rule.columns().get(i))
                                .keySeq(i + 1)
                                .pkName(constraint.name())
                                .enableCstr(constraint.trust().enabled())
                                .validateCstr(constraint.trust().validated())
                                .relyCstr(constraint.trust().relied())
                                .build()));
    }

    /** The rows of the unique constraints among the constraints. */
    public static List<SQLUniqueConstraint> uniqueConstraints(List<Constraint> constraints) {
        return of(
                constraints,
                Rule.Unique.class,
                (constraint, rule) -> numbered(
                        rule.columns(),
                        i -> SQLUniqueConstraint.builder()
                                .catName(catalog(constraint))
                                .tableDb(database(constraint))
                                .tableName(constraint.table().value())
                                .columnName(rule.columns().get(i))
                                .keySeq(i + 1)
                                .ukName(constraint.name())
                                .enableCstr(constraint.trust().enabled())
                                .validateCstr(constraint.trust().validated())
                                .relyCstr(constraint.trust().relied())
                                .build()));
    }

    /** The rows of the foreign keys among the constraints. */
    public static List<SQLForeignKey> foreignKeys(List<Constraint> constraints) {
        return of(
                constraints,
                Rule.ForeignKey.class,
                (constraint, rule) -> numbered(
                        rule.columns(),
                        i -> SQLForeignKey.builder()
                                .catName(catalog(constraint))
                                .pktableDb(rule.parent().database().value())
                                .pktableName(rule.parent().value())
                                .pkcolumnName(rule.parentColumns().get(i))
                                .fktableDb(database(constraint))
                                .fktableName(constraint.table().value())
                                .fkcolumnName(rule.columns().get(i))
                                .keySeq(i + 1)
                                .updateRule(rule.onUpdate())
                                .deleteRule(rule.onDelete())
                                .fkName(constraint.name())
                                .pkName(rule.parentKey())
                                .enableCstr(constraint.trust().enabled())
                                .validateCstr(constraint.trust().validated())
                                .relyCstr(constraint.trust().relied())
                                .build()));
    }

    /** The rows of the NOT NULL constraints among the constraints. */
    public static List<SQLNotNullConstraint> notNullConstraints(List<Constraint> constraints) {
        return of(
                constraints,
                Rule.NotNull.class,
                (constraint, rule) -> List.of(SQLNotNullConstraint.builder()
                        .catName(catalog(constraint))
                        .tableDb(database(constraint))
                        .tableName(constraint.table().value())
                        .columnName(rule.column())
                        .nnName(constraint.name())
                        .enableCstr(constraint.trust().enabled())
                        .validateCstr(constraint.trust().validated())
                        .relyCstr(constraint.trust().relied())
                        .build()));
    }

    /** The rows of the defaults among the constraints. */
    public static List<SQLDefaultConstraint> defaultConstraints(List<Constraint> constraints) {
        return of(
                constraints,
                Rule.Default.class,
                (constraint, rule) -> List.of(SQLDefaultConstraint.builder()
                        .catName(catalog(constraint))
                        .tableDb(database(constraint))
                        .tableName(constraint.table().value())
                        .columnName(rule.column())
                        .defaultValue(rule.value())
                        .dcName(constraint.name())
                        .enableCstr(constraint.trust().enabled())
                        .validateCstr(constraint.trust().validated())
                        .relyCstr(constraint.trust().relied())
                        .build()));
    }

    /** The rows of the checks among the constraints. */
    public static List<SQLCheckConstraint> checkConstraints(List<Constraint> constraints) {
        return of(
                constraints,
                Rule.Check.class,
                (constraint, rule) -> List.of(SQLCheckConstraint.builder()
                        .catName(catalog(constraint))
                        .tableDb(database(constraint))
                        .tableName(constraint.table().value())
                        .columnName(rule.column())
                        .checkExpression(rule.condition())
                        .dcName(constraint.name())
                        .enableCstr(constraint.trust().enabled())
                        .validateCstr(constraint.trust().validated())
                        .relyCstr(constraint.trust().relied())
                        .build()));
    }

    private static <R extends Rule, W> List<W> of(
            List<Constraint> constraints, Class<R> kind, BiFunction<Constraint, R, List<W>> rows) {
        return constraints.stream()
                .filter(constraint -> kind.isInstance(constraint.rule()))
                .flatMap(constraint -> rows.apply(constraint, kind.cast(constraint.rule())).stream())
                .toList();
    }

    private static <W> List<W> numbered(List<String> columns, IntFunction<W> row) {
        return IntStream.range(0, columns.size()).mapToObj(row).toList();
    }

    private static String catalog(Constraint constraint) {
        return constraint.table().database().catalog().value();
    }

    private static String database(Constraint constraint) {
        return constraint.table().database().value();
    }
}
