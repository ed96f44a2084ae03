package dev.skep.server.filter;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A condition on the partition keys of a table. Every grammar produces it, every consumer visits it; Java 17 has no pattern
 * switch, so {@link Visitor} is what makes the compiler find a forgotten case.
 *
 * <p>Keys are named as in the table, folded. Before {@link Typing} all literals are {@link Literal.Text}.
 *
 * <p>A {@link Literal.Text} is compared with the stored text of the key, whatever the key's type: so a partial
 * specification of a partition ({@code dt=2024-01-01/…}) is asked for by a {@code Compare} with a text that did not go
 * through {@link Typing}, and {@code hr=007} is another partition than {@code hr=7}. After typing, a comparison with a key
 * of numbers, dates or timestamps follows SQL: where the key has no such value (null, or text that is none) it is
 * unknown, neither it nor its negation holds. A text key always has a text, {@link
 * dev.skep.server.model.PartitionName#NULL_VALUE} for null, and compares by it.
 */
public sealed interface Predicate {
    /** Holds for every partition. */
    Predicate TRUE = new True();

    <R> R accept(Visitor<R> visitor);

    record True() implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.all();
        }
    }

    record And(Predicate left, Predicate right) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    record Or(Predicate left, Predicate right) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    record Not(Predicate operand) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    record Compare(String key, Operator operator, Literal literal) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.compare(this);
        }
    }

    record In(String key, List<Literal> literals) implements Predicate {
        public In {
            literals = List.copyOf(literals);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /** Both ends belong to the range. */
    record Between(String key, Literal low, Literal high) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.between(this);
        }
    }

    /** @param pattern in SQL's words: {@code %} for any text, {@code _} for one character, backslash before either */
    record Like(String key, String pattern) implements Predicate {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.like(this);
        }
    }

    /** How a key's value stands to a literal. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** The operator once the sides have changed places. */
        public Operator flipped() {
            return switch (this) {
                case EQUAL, NOT_EQUAL -> this;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        /** The operator that holds where this one does not. */
        public Operator negated() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case LESS -> GREATER_OR_EQUAL;
                case LESS_OR_EQUAL -> GREATER;
                case GREATER -> LESS_OR_EQUAL;
                case GREATER_OR_EQUAL -> LESS;
            };
        }
    }

    /** One answer a kind of node. */
    interface Visitor<R> {
        R all();

        R and(And node);

        R or(Or node);

        R not(Not node);

        R compare(Compare node);

        R in(In node);

        R between(Between node);

        R like(Like node);
    }

    static Predicate and(Predicate left, Predicate right) {
        if (left instanceof True) {
            return right;
        }
        return right instanceof True ? left : new And(left, right);
    }

    /** Holds where all do. Balanced, so that the depth grows with the logarithm of the number of terms. */
    static Predicate all(List<Predicate> terms) {
        return balanced(terms, Predicate::and, TRUE);
    }

    /** Holds where one of them does; never, if there are none. Balanced as {@link #all} is. */
    static Predicate any(List<Predicate> terms) {
        return balanced(terms, Or::new, new Not(TRUE));
    }

    private static Predicate balanced(List<Predicate> terms, BinaryOperator<Predicate> join, Predicate none) {
        return switch (terms.size()) {
            case 0 -> none;
            case 1 -> terms.get(0);
            default -> {
                int half = terms.size() / 2;
                yield join.apply(
                        balanced(terms.subList(0, half), join, none),
                        balanced(terms.subList(half, terms.size()), join, none));
            }
        };
    }
}
