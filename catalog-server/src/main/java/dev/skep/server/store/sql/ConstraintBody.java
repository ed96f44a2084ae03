package dev.skep.server.store.sql;

import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintKind;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.model.constraint.Trust;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is only returned of a constraint.
 *
 * @param parentColumns of a foreign key
 * @param expression of a default or a check
 * @param onUpdate of a foreign key
 * @param onDelete of a foreign key
 */
record ConstraintBody(
        Trust trust,
        List<String> columns,
        @Nullable List<String> parentColumns,
        @Nullable String expression,
        @Nullable Integer onUpdate,
        @Nullable Integer onDelete) {
    static ConstraintBody of(Constraint constraint) {
        Rule rule = constraint.rule();
        if (rule instanceof Rule.ForeignKey key) {
            return new ConstraintBody(
                    constraint.trust(), key.columns(), key.parentColumns(), null, key.onUpdate(), key.onDelete());
        }
        return new ConstraintBody(constraint.trust(), rule.columns(), null, expression(rule), null, null);
    }

    private static @Nullable String expression(Rule rule) {
        if (rule instanceof Rule.Default value) {
            return value.value();
        }
        return rule instanceof Rule.Check check ? check.condition() : null;
    }

    /**
     * @param parent of a foreign key
     * @param parentKey of a foreign key
     */
    Rule rule(ConstraintKind kind, @Nullable TableName parent, @Nullable String parentKey) {
        return switch (kind) {
            case PRIMARY_KEY -> new Rule.PrimaryKey(columns);
            case UNIQUE -> new Rule.Unique(columns);
            case FOREIGN_KEY ->
                new Rule.ForeignKey(
                        columns,
                        Objects.requireNonNull(parent),
                        Objects.requireNonNull(parentColumns),
                        parentKey,
                        Objects.requireNonNull(onUpdate),
                        Objects.requireNonNull(onDelete));
            case NOT_NULL -> new Rule.NotNull(columns.get(0));
            case DEFAULT -> new Rule.Default(columns.get(0), Objects.requireNonNull(expression));
            case CHECK -> new Rule.Check(columns.isEmpty() ? null : columns.get(0), Objects.requireNonNull(expression));
        };
    }
}
