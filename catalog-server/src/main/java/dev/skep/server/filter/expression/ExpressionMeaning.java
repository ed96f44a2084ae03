package dev.skep.server.filter.expression;

import dev.skep.server.filter.KeyType;
import dev.skep.server.filter.Literal;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Predicate.Between;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Not;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.expression.ExpressionReader.Reading;
import dev.skep.server.filter.expression.KryoInput.NotUnderstood;
import dev.skep.server.filter.expression.KryoValue.Items;
import dev.skep.server.filter.expression.KryoValue.Struct;
import dev.skep.server.model.Column;
import dev.skep.server.model.PartitionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a tree of Hive's functions means as a predicate. Where a part is not known, any partition may satisfy it, negated
 * or not; so negations are first carried down to the comparisons. In an expression null's partition is null: no comparison
 * holds for it, nor does the opposite.
 */
final class ExpressionMeaning {
    /** A tree may share its parts, so that few bytes unfold to very many nodes. */
    private static final int MAX_NODES = 100_000;

    private static final Literal NULL = new Literal.Text(PartitionName.NULL_VALUE);

    private final List<Column> keys;
    private int nodes;

    ExpressionMeaning(List<Column> keys) {
        this.keys = keys;
    }

    Reading of(Struct root) {
        return term(root, false);
    }

    private Reading term(KryoValue value, boolean negated) {
        count(1);
        if (!(value instanceof Struct node)) {
            return Reading.UNKNOWN;
        }
        return switch (node.type()) {
            case "ExprNodeConstantDesc" -> constant(node, negated);
            case "ExprNodeGenericFuncDesc" -> function(node, negated);
            default -> Reading.UNKNOWN;
        };
    }

    private void count(int more) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new NotUnderstood("The expression has too many parts");
        }
    }

    private static Reading constant(Struct node, boolean negated) {
        if (!(node.get("value") instanceof KryoValue.Flag flag)) {
            return Reading.UNKNOWN;
        }
        return exact(flag.value() == negated ? new Not(Predicate.TRUE) : Predicate.TRUE);
    }

    private Reading function(Struct node, boolean negated) {
        if (!(node.get("genericUDF") instanceof Struct function) || !(node.get("children") instanceof Items items)) {
            return Reading.UNKNOWN;
        }
        List<KryoValue> children = items.values();
        return switch (function.type()) {
            case "GenericUDFOPAnd" -> negated ? either(children, true) : both(children, false);
            case "GenericUDFOPOr" -> negated ? both(children, true) : either(children, false);
            case "GenericUDFOPNot" -> children.size() == 1 ? term(children.get(0), !negated) : Reading.UNKNOWN;
            case "GenericUDFOPNull" -> isNull(children, !negated);
            case "GenericUDFOPNotNull" -> isNull(children, negated);
            case "GenericUDFIn" -> in(children, negated);
            case "GenericUDFBetween" -> between(children, negated);
            case "GenericUDFOPEqual" -> comparison(function, children, Operator.EQUAL, negated);
            case "GenericUDFOPNotEqual" -> comparison(function, children, Operator.NOT_EQUAL, negated);
            case "GenericUDFOPLessThan" -> comparison(function, children, Operator.LESS, negated);
            case "GenericUDFOPEqualOrLessThan" -> comparison(function, children, Operator.LESS_OR_EQUAL, negated);
            case "GenericUDFOPGreaterThan" -> comparison(function, children, Operator.GREATER, negated);
            case "GenericUDFOPEqualOrGreaterThan" -> comparison(function, children, Operator.GREATER_OR_EQUAL, negated);
            default -> Reading.UNKNOWN;
        };
    }

    private Reading both(List<KryoValue> children, boolean negated) {
        List<Predicate> known = new ArrayList<>();
        boolean exact = true;
        for (KryoValue child : children) {
            Reading reading = term(child, negated);
            known.add(reading.predicate());
            exact &= reading.exact();
        }
        return new Reading(Predicate.all(known), exact);
    }

    private Reading either(List<KryoValue> children, boolean negated) {
        List<Predicate> known = new ArrayList<>();
        boolean exact = true;
        for (KryoValue child : children) {
            Reading reading = term(child, negated);
            if (reading.predicate() instanceof Predicate.True) {
                return reading;
            }
            known.add(reading.predicate());
            exact &= reading.exact();
        }
        return new Reading(Predicate.any(known), exact);
    }

    private Reading isNull(List<KryoValue> children, boolean wanted) {
        if (children.size() != 1) {
            return Reading.UNKNOWN;
        }
        return key(children.get(0))
                .map(key -> exact(new Compare(key.name(), wanted ? Operator.EQUAL : Operator.NOT_EQUAL, NULL)))
                .orElse(Reading.UNKNOWN);
    }

    private Reading comparison(Struct function, List<KryoValue> sides, Operator operator, boolean negated) {
        if (sides.size() != 2 || !(function.get("compareOI") instanceof KryoValue.Absent)) {
            return Reading.UNKNOWN;
        }
        Operator wanted = negated ? operator.negated() : operator;
        Optional<Column> left = key(sides.get(0));
        return left.isPresent()
                ? comparison(left.get(), wanted, sides.get(1))
                : key(sides.get(1))
                        .map(right -> comparison(right, wanted.flipped(), sides.get(0)))
                        .orElse(Reading.UNKNOWN);
    }

    private static Reading comparison(Column key, Operator operator, KryoValue constant) {
        return literal(key, constant)
                .map(literal -> new Compare(key.name(), operator, literal))
                .map(compare -> operator == Operator.EQUAL ? exact(compare) : notNull(key, compare))
                .orElse(Reading.UNKNOWN);
    }

    private Reading in(List<KryoValue> children, boolean negated) {
        if (children.size() > 1 && struct(children.get(0)).isPresent()) {
            return structIn(struct(children.get(0)).get(), children.subList(1, children.size()), negated);
        }
        Optional<Column> key = children.isEmpty() ? Optional.empty() : key(children.get(0));
        if (key.isEmpty() || children.size() < 2) {
            return Reading.UNKNOWN;
        }
        List<Literal> literals = new ArrayList<>();
        for (KryoValue child : children.subList(1, children.size())) {
            Optional<Literal> literal = literal(key.get(), child);
            if (literal.isEmpty()) {
                return Reading.UNKNOWN;
            }
            literals.add(literal.get());
        }
        In in = new In(key.get().name(), literals);
        return negated ? notNull(key.get(), new Not(in)) : exact(in);
    }

    /** Whether a struct with a null field is not in a list is not said: it may be. */
    private Reading structIn(List<KryoValue> fields, List<KryoValue> rows, boolean negated) {
        List<Column> columns = new ArrayList<>();
        for (KryoValue field : fields) {
            Optional<Column> column = key(field);
            if (column.isEmpty()) {
                return Reading.UNKNOWN;
            }
            columns.add(column.get());
        }
        List<Predicate> equal = new ArrayList<>();
        for (KryoValue row : rows) {
            count(columns.size());
            Optional<List<Literal>> literals = structLiterals(columns, row);
            if (literals.isEmpty()) {
                return Reading.UNKNOWN;
            }
            List<Predicate> comparisons = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                comparisons.add(new Compare(
                        columns.get(i).name(), Operator.EQUAL, literals.get().get(i)));
            }
            equal.add(Predicate.all(comparisons));
        }
        Predicate any = Predicate.any(equal);
        return negated ? new Reading(new Not(any), false) : exact(any);
    }

    /** The fields of a struct that is made of others. */
    private static Optional<List<KryoValue>> struct(KryoValue value) {
        return value instanceof Struct node
                        && node.get("genericUDF") instanceof Struct function
                        && function.type().equals("GenericUDFStruct")
                        && node.get("children") instanceof Items fields
                ? Optional.of(fields.values())
                : Optional.empty();
    }

    /** A struct of constants, or a constant that is a struct. */
    private static Optional<List<Literal>> structLiterals(List<Column> keys, KryoValue row) {
        List<Optional<Literal>> literals = new ArrayList<>();
        Optional<List<KryoValue>> made = struct(row);
        if (made.isPresent() && made.get().size() == keys.size()) {
            for (int i = 0; i < keys.size(); i++) {
                literals.add(literal(keys.get(i), made.get().get(i)));
            }
        } else if (row instanceof Struct constant
                && constant.get("value") instanceof Items values
                && constant.get("typeInfo") instanceof Struct struct
                && struct.get("allStructFieldTypeInfos") instanceof Items types
                && values.values().size() == keys.size()
                && types.values().size() == keys.size()) {
            for (int i = 0; i < keys.size(); i++) {
                literals.add(literal(
                        keys.get(i),
                        typeName(types.values().get(i)),
                        values.values().get(i)));
            }
        }
        return literals.isEmpty() || literals.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(literals.stream().map(Optional::get).toList());
    }

    /** The first of four children says whether all else is the other way round. */
    private Reading between(List<KryoValue> children, boolean negated) {
        if (children.size() != 4
                || !(children.get(0) instanceof Struct first)
                || !(first.get("value") instanceof KryoValue.Flag inverted)) {
            return Reading.UNKNOWN;
        }
        Optional<Column> key = key(children.get(1));
        Optional<Literal> low = key.flatMap(found -> literal(found, children.get(2)));
        Optional<Literal> high = key.flatMap(found -> literal(found, children.get(3)));
        if (key.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return Reading.UNKNOWN;
        }
        Predicate between = new Between(key.get().name(), low.get(), high.get());
        return notNull(key.get(), inverted.value() == negated ? between : new Not(between));
    }

    private static Reading exact(Predicate predicate) {
        return new Reading(predicate, true);
    }

    private static Reading notNull(Column key, Predicate predicate) {
        return exact(Predicate.and(predicate, new Compare(key.name(), Operator.NOT_EQUAL, NULL)));
    }

    /** The partition key that a column is, where the client takes it for the same type. */
    private Optional<Column> key(KryoValue value) {
        if (!(value instanceof Struct column)
                || !column.type().equals("ExprNodeColumnDesc")
                || !(column.get("column") instanceof KryoValue.Text name)) {
            return Optional.empty();
        }
        Optional<KeyType> type = type(column);
        return keys.stream()
                .filter(key -> key.name().equalsIgnoreCase(name.value()))
                .filter(key -> type.isPresent() && comparable(key.type()).equals(type))
                .findFirst();
    }

    /** A constant of the key's kind of type; null is none. */
    private static Optional<Literal> literal(Column key, KryoValue value) {
        return value instanceof Struct constant && constant.type().equals("ExprNodeConstantDesc")
                ? literal(key, type(constant), constant.get("value"))
                : Optional.empty();
    }

    private static Optional<Literal> literal(Column key, Optional<KeyType> type, KryoValue content) {
        if (!comparable(key.type()).equals(type)) {
            return Optional.empty();
        }
        KryoValue plain = content instanceof Struct varchar && varchar.type().equals("HiveVarchar")
                ? varchar.get("value")
                : content;
        Optional<String> text = switch (KeyType.of(key.type())) {
            case TEXT -> plain instanceof KryoValue.Text string ? Optional.of(string.value()) : Optional.empty();
            case INTEGRAL ->
                plain instanceof KryoValue.Whole number ? Optional.of(Long.toString(number.value())) : Optional.empty();
            case DATE -> {
                KryoValue date = plain instanceof Struct struct ? struct.get("localDate") : plain;
                yield date instanceof KryoValue.Day day
                        ? Optional.of(day.value().toString())
                        : Optional.empty();
            }
            case TIMESTAMP, DECIMAL -> Optional.empty();
        };
        return text.filter(string -> !string.equals(PartitionName.NULL_VALUE)).map(Literal.Text::new);
    }

    private static Optional<KeyType> type(Struct node) {
        return typeName(node.get("typeInfo"));
    }

    private static Optional<KeyType> typeName(KryoValue typeInfo) {
        return typeInfo instanceof Struct type && type.get("typeName") instanceof KryoValue.Text name
                ? comparable(name.value())
                : Optional.empty();
    }

    /** Types whose values compare here as they do in Hive; trailing blanks of a char do not count there, for one. */
    private static Optional<KeyType> comparable(String hiveType) {
        String type = hiveType.strip().toLowerCase(Locale.ROOT);
        return switch (KeyType.of(type)) {
            case TEXT ->
                type.equals("string") || type.startsWith("varchar") ? Optional.of(KeyType.TEXT) : Optional.empty();
            case INTEGRAL -> Optional.of(KeyType.INTEGRAL);
            case DATE -> Optional.of(KeyType.DATE);
            case TIMESTAMP, DECIMAL -> Optional.empty();
        };
    }
}
