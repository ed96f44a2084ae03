package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.TBL;
import static dev.skep.sql.Tables.TBL_PARAM;

import dev.skep.server.filter.LikePattern;
import dev.skep.server.filter.Literal;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Predicate.And;
import dev.skep.server.filter.Predicate.Between;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Like;
import dev.skep.server.filter.Predicate.Not;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.Predicate.Or;
import dev.skep.server.filter.TableFilter;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** A {@link TableFilter} as a condition on {@code tbl}; SQL can say all of it. */
final class TableConditions implements Predicate.Visitor<Condition> {
    private static final char ESCAPE = '!';

    private TableConditions() {}

    static Condition of(Predicate filter) {
        return filter.accept(new TableConditions());
    }

    @Override
    public Condition all() {
        return DSL.noCondition();
    }

    @Override
    public Condition and(And node) {
        return node.left().accept(this).and(node.right().accept(this));
    }

    @Override
    public Condition or(Or node) {
        return node.left().accept(this).or(node.right().accept(this));
    }

    @Override
    public Condition not(Not node) {
        return node.operand().accept(this).not();
    }

    @Override
    public Condition compare(Compare node) {
        return node.literal() instanceof Literal.Ordinal ordinal
                ? Comparisons.of(lastAccess(), node.operator(), ordinal.value())
                : Comparisons.of(field(node.key()), node.operator(), text(node.literal()));
    }

    @Override
    public Condition in(In node) {
        return DSL.or(node.literals().stream()
                .map(literal -> compare(new Compare(node.key(), Operator.EQUAL, literal)))
                .toList());
    }

    @Override
    public Condition between(Between node) {
        return compare(new Compare(node.key(), Operator.GREATER_OR_EQUAL, node.low()))
                .and(compare(new Compare(node.key(), Operator.LESS_OR_EQUAL, node.high())));
    }

    @Override
    public Condition like(Like node) {
        return field(node.key()).like(LikePattern.parse(node.pattern()).escapedWith(ESCAPE, "_"), ESCAPE);
    }

    /** A table that nobody has read was last read at 0. */
    private static Field<Long> lastAccess() {
        return DSL.coalesce(TBL.ACCESSED_AT, DSL.inline(0L));
    }

    private static Field<String> field(String key) {
        return switch (key) {
            case TableFilter.OWNER -> TBL.OWNER;
            case TableFilter.NAME -> TBL.NAME;
            case TableFilter.KIND -> TBL.KIND;
            default ->
                DSL.field(DSL.select(TBL_PARAM.TEXT)
                        .from(TBL_PARAM)
                        .where(TBL_PARAM.TBL_ID.eq(TBL.ID))
                        .and(TBL_PARAM.NAME.eq(key.substring(TableFilter.PARAMETER.length()))));
        };
    }

    private static String text(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("A filter of tables compares with texts and seconds, not with " + literal);
    }
}
