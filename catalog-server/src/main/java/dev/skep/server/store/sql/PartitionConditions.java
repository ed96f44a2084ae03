package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;

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
import dev.skep.server.model.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * What SQL can say of a predicate. The rows that satisfy the predicate are those that satisfy the condition and the residual;
 * where the residual is {@link Predicate#TRUE} the condition says all of it.
 *
 * <p>A condition is one of an indexed column and bound parameters: no cast, no function. A value longer than its column
 * stands there with its first 254 or 255 units, so that comparing the column decides for every literal that is shorter:
 * either they differ within the literal's length, or the value goes on where the literal ends.
 *
 * @param condition holds wherever the predicate does
 * @param residual what is left to decide on the values
 */
record PartitionConditions(Condition condition, Predicate residual) {
    private static final char ESCAPE = '!';

    static PartitionConditions of(Predicate predicate, List<Column> keys, DialectTraits traits) {
        return predicate.accept(new Translation(keys, traits));
    }

    private boolean isExact() {
        return residual instanceof Predicate.True;
    }

    private static PartitionConditions exact(Condition condition) {
        return new PartitionConditions(condition, Predicate.TRUE);
    }

    private static PartitionConditions undecided(Predicate predicate) {
        return new PartitionConditions(DSL.trueCondition(), predicate);
    }

    private record Translation(List<Column> keys, DialectTraits traits)
            implements Predicate.Visitor<PartitionConditions> {
        @Override
        public PartitionConditions all() {
            return exact(DSL.trueCondition());
        }

        @Override
        public PartitionConditions and(And node) {
            PartitionConditions left = node.left().accept(this);
            PartitionConditions right = node.right().accept(this);
            return new PartitionConditions(
                    left.condition.and(right.condition), Predicate.and(left.residual, right.residual));
        }

        @Override
        public PartitionConditions or(Or node) {
            PartitionConditions left = node.left().accept(this);
            PartitionConditions right = node.right().accept(this);
            Condition either = left.condition.or(right.condition);
            return left.isExact() && right.isExact() ? exact(either) : new PartitionConditions(either, node);
        }

        @Override
        public PartitionConditions not(Not node) {
            PartitionConditions operand = node.operand().accept(this);
            if (!operand.isExact()) {
                return undecided(node);
            }
            return exact(operand.condition.not());
        }

        @Override
        public PartitionConditions compare(Compare node) {
            return condition(node.key(), node.operator(), node.literal())
                    .map(PartitionConditions::exact)
                    .orElseGet(() -> undecided(node));
        }

        @Override
        public PartitionConditions between(Between node) {
            Optional<Condition> low = condition(node.key(), Operator.GREATER_OR_EQUAL, node.low());
            Optional<Condition> high = condition(node.key(), Operator.LESS_OR_EQUAL, node.high());
            return low.isPresent() && high.isPresent() ? exact(low.get().and(high.get())) : undecided(node);
        }

        @Override
        public PartitionConditions in(In node) {
            int key = position(node.key());
            List<String> texts = new ArrayList<>();
            List<Long> ordinals = new ArrayList<>();
            for (Literal literal : node.literals()) {
                if (literal instanceof Literal.Ordinal ordinal && key < PartitionKeys.COLUMNS) {
                    ordinals.add(ordinal.value());
                } else if (literal instanceof Literal.Text text && decidesEquality(key, text.value())) {
                    texts.add(text.value());
                } else {
                    return undecided(node);
                }
            }
            List<Condition> either = new ArrayList<>();
            if (!texts.isEmpty()) {
                either.add(traits.among(PartitionKeys.TEXTS.get(key), texts));
            }
            if (!ordinals.isEmpty()) {
                either.add(traits.among(PartitionKeys.ORDERS.get(key), ordinals));
            }
            return exact(either.isEmpty() ? DSL.falseCondition() : DSL.or(either));
        }

        @Override
        public PartitionConditions like(Like node) {
            int key = position(node.key());
            LikePattern pattern = LikePattern.parse(node.pattern());
            if (key >= PartitionKeys.COLUMNS || node.pattern().length() >= PartitionKeys.TEXT_LENGTH - 1) {
                return undecided(node);
            }
            Field<String> text = PartitionKeys.TEXTS.get(key);
            // One character of ours may be two of the database's, and a value may go on beyond its column.
            Condition perhaps =
                    text.like(pattern.escapedWith(ESCAPE, "%"), ESCAPE).or(PART.MORE_KEYS.isNotNull());
            return pattern.text()
                    .<Condition>map(text::eq)
                    .or(() -> pattern.prefix().flatMap(prefix -> startsWith(key, prefix)))
                    .map(PartitionConditions::exact)
                    .orElseGet(() -> new PartitionConditions(perhaps, node));
        }

        /** A range, which an index finds however the statement is prepared. */
        private Optional<Condition> startsWith(int key, String prefix) {
            Field<String> text = PartitionKeys.TEXTS.get(key);
            if (prefix.isEmpty()) {
                return Optional.of(DSL.trueCondition());
            }
            int last = prefix.codePointBefore(prefix.length());
            boolean hasNext = last != Character.MIN_SURROGATE - 1 && last != Character.MAX_CODE_POINT;
            if (!decidesOrder(key, prefix) || !hasNext) {
                return Optional.empty();
            }
            String next =
                    prefix.substring(0, prefix.length() - Character.charCount(last)) + Character.toString(last + 1);
            return Optional.of(text.ge(prefix).and(text.lt(next)));
        }

        private Optional<Condition> condition(String name, Operator operator, Literal literal) {
            int key = position(name);
            if (literal instanceof Literal.Ordinal ordinal && key < PartitionKeys.COLUMNS) {
                return Optional.of(Comparisons.of(PartitionKeys.ORDERS.get(key), operator, ordinal.value()));
            }
            if (literal instanceof Literal.Text text) {
                boolean decides = switch (operator) {
                    case EQUAL, NOT_EQUAL -> decidesEquality(key, text.value());
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> decidesOrder(key, text.value());
                };
                return decides
                        ? Optional.of(Comparisons.of(PartitionKeys.TEXTS.get(key), operator, text.value()))
                        : Optional.empty();
            }
            return Optional.empty();
        }

        private static boolean decidesEquality(int key, String literal) {
            return key < PartitionKeys.COLUMNS && literal.length() < PartitionKeys.TEXT_LENGTH - 1;
        }

        private boolean decidesOrder(int key, String literal) {
            return decidesEquality(key, literal)
                    && (traits.ordersByCodePoint() || literal.chars().allMatch(unit -> unit < Character.MIN_SURROGATE));
        }

        private int position(String name) {
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).name().equals(name)) {
                    return i;
                }
            }
            throw new IllegalArgumentException("The predicate names '" + name + "', the keys are " + keys);
        }
    }
}
