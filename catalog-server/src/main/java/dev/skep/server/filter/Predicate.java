package dev.skep.server.filter;

import java.util.List;

/**
 * A condition on the partition keys of a table. Every grammar produces it, every consumer visits it; Java 17 has no pattern
 * switch, so {@link Visitor} is what makes the compiler find a forgotten case.
 *
 * <p>Keys are named as in the table, folded. Before {@code Typing} all literals are {@link Literal.Text}.
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
        GREATER_OR_EQUAL
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
}
