package dev.skep.server.filter;

import dev.skep.server.filter.Predicate.And;
import dev.skep.server.filter.Predicate.Between;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Like;
import dev.skep.server.filter.Predicate.Not;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.Predicate.Or;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.PartitionName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives the literals of a parsed predicate the types of the keys they are compared with. */
public final class Typing {
    /** A number with more digits or a larger exponent is not compared as one: it would cost more than it could mean. */
    private static final int MAX_DIGITS = 400;

    private Typing() {}

    /**
     * The predicate with each key named as the table names it and each literal typed as the table types it. Quotes do not
     * matter: {@code hr = '5'} is a number where {@code hr} is one. Patterns stay text,
     * and so does what is tested for being null's text.
     *
     * @param keys the table's partition keys
     * @throws CatalogException {@code INVALID} if a name is no partition key, or a literal no value of its key's type
     */
    public static Predicate type(Predicate predicate, List<Column> keys) {
        return predicate.accept(new TypingVisitor(keys, false));
    }

    /**
     * As {@link #type}, for what a program makes of the values of partitions to name them: what equals the text of a day that
     * does not exist, such as {@code 2018-11-31}, stays text, because there are partitions with such names; and a time may be
     * written as in a name, {@code 08%3A30%3A01}. Texts are taken as they are, because both readings may be names.
     */
    public static Predicate typeNames(Predicate predicate, List<Column> keys) {
        return predicate.accept(new TypingVisitor(keys, true));
    }

    /** Empty where the text is no decimal number. */
    static Optional<BigDecimal> decimal(String text) {
        if (text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MAX_DIGITS ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private record TypingVisitor(List<Column> keys, boolean naming) implements Predicate.Visitor<Predicate> {
        @Override
        public Predicate all() {
            return Predicate.TRUE;
        }

        @Override
        public Predicate and(And node) {
            return new And(node.left().accept(this), node.right().accept(this));
        }

        @Override
        public Predicate or(Or node) {
            return new Or(node.left().accept(this), node.right().accept(this));
        }

        @Override
        public Predicate not(Not node) {
            return new Not(node.operand().accept(this));
        }

        @Override
        public Predicate compare(Compare node) {
            Column key = key(node.key());
            Literal literal = isEquality(node.operator()) ? equal(key, node.literal()) : literal(key, node.literal());
            return new Compare(key.name(), node.operator(), literal);
        }

        @Override
        public Predicate in(In node) {
            Column key = key(node.key());
            return new In(
                    key.name(),
                    node.literals().stream().map(literal -> equal(key, literal)).toList());
        }

        @Override
        public Predicate between(Between node) {
            Column key = key(node.key());
            return new Between(key.name(), literal(key, node.low()), literal(key, node.high()));
        }

        @Override
        public Predicate like(Like node) {
            return new Like(key(node.key()).name(), node.pattern());
        }

        private Column key(String name) {
            return keys.stream()
                    .filter(key -> key.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> CatalogException.invalid("The filter names '" + name + "': <" + name
                            + "> is not a partitioning key for the table; the partition keys are "
                            + keys.stream().map(Column::name).toList()));
        }

        private static boolean isEquality(Operator operator) {
            return operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
        }

        private Literal equal(Column key, Literal literal) {
            if (isNull(literal) || (naming && isNoDay(key, literal))) {
                return literal;
            }
            return literal(key, naming ? unescaped(key, literal) : literal);
        }

        private static Literal unescaped(Column key, Literal literal) {
            return KeyType.of(key.type()) == KeyType.TIMESTAMP && literal instanceof Literal.Text text
                    ? new Literal.Text(PartitionName.unescape(text.value()))
                    : literal;
        }

        private static boolean isNoDay(Column key, Literal literal) {
            return KeyType.of(key.type()) == KeyType.DATE
                    && literal instanceof Literal.Text text
                    && Ordinals.isNoDay(text.value());
        }

        private static boolean isNull(Literal literal) {
            return literal instanceof Literal.Text text && text.value().equals(PartitionName.NULL_VALUE);
        }

        private static Literal literal(Column key, Literal literal) {
            if (!(literal instanceof Literal.Text text)) {
                return literal;
            }
            return switch (KeyType.of(key.type())) {
                case TEXT -> text;
                case INTEGRAL -> ordinal(key, KeyType.INTEGRAL, text, "a whole number");
                case DATE -> ordinal(key, KeyType.DATE, text, "a date (yyyy-mm-dd)");
                case TIMESTAMP -> ordinal(key, KeyType.TIMESTAMP, text, "a timestamp (yyyy-mm-dd hh:mm:ss)");
                case DECIMAL ->
                    new Literal.Exact(decimal(text.value()).orElseThrow(() -> mismatch(key, text, "a decimal number")));
            };
        }

        private static Literal ordinal(Column key, KeyType type, Literal.Text text, String wanted) {
            OptionalLong ordinal = Ordinals.of(type, text.value());
            return new Literal.Ordinal(ordinal.orElseThrow(() -> mismatch(key, text, wanted)));
        }

        private static CatalogException mismatch(Column key, Literal.Text text, String wanted) {
            return CatalogException.invalid("The filter compares partition key '" + key.name() + "' of type "
                    + key.type() + " with '" + text.value() + "': give " + wanted
                    + ". Filtering is supported only on partition keys of type string, or by values of the key's type");
        }
    }
}
