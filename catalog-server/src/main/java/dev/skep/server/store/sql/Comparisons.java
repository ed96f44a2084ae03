package dev.skep.server.store.sql;

import dev.skep.server.filter.Predicate.Operator;
import org.jooq.Condition;
import org.jooq.Field;

/** The operators of filters in SQL. */
final class Comparisons {
    private Comparisons() {}

    static <T> Condition of(Field<T> column, Operator operator, T value) {
        return switch (operator) {
            case EQUAL -> column.eq(value);
            case NOT_EQUAL -> column.ne(value);
            case LESS -> column.lt(value);
            case LESS_OR_EQUAL -> column.le(value);
            case GREATER -> column.gt(value);
            case GREATER_OR_EQUAL -> column.ge(value);
        };
    }
}
