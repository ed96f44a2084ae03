package dev.skep.server.filter;

import dev.skep.server.filter.Predicate.And;
import dev.skep.server.filter.Predicate.Between;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Like;
import dev.skep.server.filter.Predicate.Not;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.Predicate.Or;
import dev.skep.server.model.Column;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Decides a predicate on the values of one partition, in SQL's three-valued logic: what the database cannot decide is
 * decided here, with the same meaning.
 */
public final class PredicateEvaluator {
    private enum Truth {
        FALSE,
        UNKNOWN,
        TRUE;

        static Truth of(boolean holds) {
            return holds ? TRUE : FALSE;
        }

        Truth and(Truth other) {
            return compareTo(other) < 0 ? this : other;
        }

        Truth or(Truth other) {
            return compareTo(other) > 0 ? this : other;
        }

        Truth not() {
            return switch (this) {
                case FALSE -> TRUE;
                case UNKNOWN -> UNKNOWN;
                case TRUE -> FALSE;
            };
        }
    }

    private final Predicate predicate;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<KeyType> types;

    /** @param keys the table's partition keys, which name all keys of the predicate */
    public PredicateEvaluator(Predicate predicate, List<Column> keys) {
        this.predicate = predicate;
        for (int i = 0; i < keys.size(); i++) {
            positions.put(keys.get(i).name(), i);
        }
        this.types = keys.stream().map(key -> KeyType.of(key.type())).toList();
    }

    /** Whether the predicate holds; not, if it is unknown. */
    public boolean test(List<String> values) {
        return predicate.accept(new Decision(values)) == Truth.TRUE;
    }

    private final class Decision implements Predicate.Visitor<Truth> {
        private final List<String> values;

        Decision(List<String> values) {
            this.values = values;
        }

        @Override
        public Truth all() {
            return Truth.TRUE;
        }

        @Override
        public Truth and(And node) {
            Truth left = node.left().accept(this);
            return left == Truth.FALSE ? left : left.and(node.right().accept(this));
        }

        @Override
        public Truth or(Or node) {
            Truth left = node.left().accept(this);
            return left == Truth.TRUE ? left : left.or(node.right().accept(this));
        }

        @Override
        public Truth not(Not node) {
            return node.operand().accept(this).not();
        }

        @Override
        public Truth compare(Compare node) {
            return compare(node.key(), node.operator(), node.literal());
        }

        @Override
        public Truth in(In node) {
            Truth found = Truth.FALSE;
            for (Literal literal : node.literals()) {
                found = found.or(compare(node.key(), Operator.EQUAL, literal));
            }
            return found;
        }

        @Override
        public Truth between(Between node) {
            return compare(node.key(), Operator.GREATER_OR_EQUAL, node.low())
                    .and(compare(node.key(), Operator.LESS_OR_EQUAL, node.high()));
        }

        @Override
        public Truth like(Like node) {
            return Truth.of(LikePattern.parse(node.pattern()).matches(value(node.key())));
        }

        private Truth compare(String key, Operator operator, Literal literal) {
            OptionalInt order = order(key, literal);
            if (order.isEmpty()) {
                return Truth.UNKNOWN;
            }
            int sign = order.getAsInt();
            return Truth.of(
                    switch (operator) {
                        case EQUAL -> sign == 0;
                        case NOT_EQUAL -> sign != 0;
                        case LESS -> sign < 0;
                        case LESS_OR_EQUAL -> sign <= 0;
                        case GREATER -> sign > 0;
                        case GREATER_OR_EQUAL -> sign >= 0;
                    });
        }

        /** The sign of the key's value against the literal; empty where the key has no value of the literal's kind. */
        private OptionalInt order(String key, Literal literal) {
            String value = value(key);
            if (literal instanceof Literal.Ordinal number) {
                OptionalLong ordinal = Ordinals.of(types.get(position(key)), value);
                return ordinal.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Long.compare(ordinal.getAsLong(), number.value()));
            }
            if (literal instanceof Literal.Exact exact) {
                Optional<BigDecimal> number = Typing.decimal(value);
                return number.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(number.get().compareTo(exact.value()));
            }
            return OptionalInt.of(CodePoints.compare(value, ((Literal.Text) literal).value()));
        }

        private String value(String key) {
            return values.get(position(key));
        }
    }

    private int position(String key) {
        Integer position = positions.get(key);
        if (position == null) {
            throw new IllegalArgumentException("The predicate names '" + key + "', the keys are " + positions.keySet());
        }
        return position;
    }
}
