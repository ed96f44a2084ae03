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
import dev.skep.server.model.ErrorKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the filters by which Hive clients look for tables: in the grammar of partition filters, over the owner, the name,
 * the kind, the time of the last access in seconds, and the parameters. A table without an owner or without the parameter
 * satisfies neither a comparison nor its negation.
 */
public final class TableFilter {
    public static final String OWNER = "hive_filter_field_owner__";
    public static final String NAME = "hive_filter_field_tablename__";
    public static final String KIND = "hive_filter_field_tabletype__";
    public static final String LAST_ACCESS = "hive_filter_field_last_access__";

    /** What the key of a parameter begins with; the parameter's name follows, in its own case. */
    public static final String PARAMETER = "hive_filter_field_params__";

    /** The one parameter with a dot that Hive's filters can name, and whose value they compare in any case. */
    private static final String DISCOVERY = PARAMETER + "discover.partitions";

    private static final String DISCOVERY_WITHOUT_DOT = PARAMETER + "discover__partitions";

    /** Before a pattern of names: it is a regular expression, and case does not matter. So asks Hive 4.1. */
    private static final String IN_ANY_CASE = "(?i)";

    private static final Map<String, String> KINDS = Map.of(
            "MANAGED_TABLE", "MANAGED",
            "EXTERNAL_TABLE", "EXTERNAL",
            "VIRTUAL_VIEW", "VIEW",
            "INDEX_TABLE", "INDEX");

    private TableFilter() {}

    /**
     * The condition. Its keys are the constants of this class, those of parameters with the name behind; the time of the
     * last access is compared with a {@link Literal.Ordinal}, everything else with a {@link Literal.Text}.
     *
     * @throws CatalogException {@code INVALID}
     */
    public static Predicate parse(String filter) {
        return FilterParser.parseInOwnCase(filter).accept(new Fields());
    }

    private record Fields() implements Predicate.Visitor<Predicate> {
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
            String field = field(node.key());
            boolean ordered = switch (node.operator()) {
                case EQUAL, NOT_EQUAL -> false;
                case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            };
            if (ordered && field.startsWith(PARAMETER)) {
                throw CatalogException.invalid(
                        "The filter orders tables by the parameter of " + node.key() + ": use =, != or LIKE");
            }
            Literal literal = literal(field, node.literal());
            if (field.equals(DISCOVERY) && literal instanceof Literal.Text text) {
                Predicate any = new In(
                        field,
                        spellings(text.value()).stream()
                                .<Literal>map(Literal.Text::new)
                                .toList());
                return node.operator() == Operator.EQUAL ? any : new Not(any);
            }
            return new Compare(field, node.operator(), literal);
        }

        @Override
        public Predicate in(In node) {
            String field = field(node.key());
            return new In(
                    field,
                    node.literals().stream()
                            .map(literal -> literal(field, literal))
                            .toList());
        }

        @Override
        public Predicate between(Between node) {
            Predicate from = compare(new Compare(node.key(), Operator.GREATER_OR_EQUAL, node.low()));
            return new And(from, compare(new Compare(node.key(), Operator.LESS_OR_EQUAL, node.high())));
        }

        @Override
        public Predicate like(Like node) {
            String field = field(node.key());
            if (field.equals(LAST_ACCESS)) {
                throw CatalogException.invalid("The filter matches " + node.key() + " with a pattern: it is a number");
            }
            if (node.pattern().startsWith(IN_ANY_CASE)) {
                return new Like(field, ofNames(node, field));
            }
            return field.equals(DISCOVERY)
                    ? Predicate.any(spellings(node.pattern()).stream()
                            .<Predicate>map(pattern -> new Like(field, pattern))
                            .toList())
                    : new Like(field, node.pattern());
        }

        /**
         * Names are in lower case. Of regular expressions, names are matched by {@code .*} and {@code .}, here as in
         * {@link dev.skep.server.model.NamePattern}.
         */
        private static String ofNames(Like node, String field) {
            if (!field.equals(NAME)) {
                throw CatalogException.invalid("The filter matches " + node.key() + " in any case (" + IN_ANY_CASE
                        + "): only names of tables can be matched so");
            }
            String expression = node.pattern().substring(IN_ANY_CASE.length()).toLowerCase(Locale.ROOT);
            return expression
                    .replace("\\", "\\\\")
                    .replace("%", "\\%")
                    .replace("_", "\\_")
                    .replace(".*", "%")
                    .replace('.', '_');
        }

        /** The usual ways to write one word. */
        private static Set<String> spellings(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            String upper = word.toUpperCase(Locale.ROOT);
            String capital =
                    upper.substring(0, Math.min(1, upper.length())) + lower.substring(Math.min(1, lower.length()));
            return new LinkedHashSet<>(List.of(word, lower, upper, capital));
        }

        private static String field(String key) {
            String folded = key.toLowerCase(Locale.ROOT);
            if (folded.equals(DISCOVERY_WITHOUT_DOT)) {
                return DISCOVERY;
            }
            if (folded.startsWith(PARAMETER) && folded.length() > PARAMETER.length()) {
                return PARAMETER + key.substring(PARAMETER.length());
            }
            List<String> fields = List.of(OWNER, NAME, KIND, LAST_ACCESS);
            if (!fields.contains(folded)) {
                throw CatalogException.invalid(
                        "Invalid key name in filter: '" + key + "' is no field of a table; there are " + fields
                                + " and " + PARAMETER + " with the name of a parameter");
            }
            return folded;
        }

        private static Literal literal(String field, Literal literal) {
            if (!(literal instanceof Literal.Text text)) {
                return literal;
            }
            return switch (field) {
                case LAST_ACCESS -> seconds(text.value());
                case KIND -> new Literal.Text(KINDS.getOrDefault(text.value().toUpperCase(Locale.ROOT), text.value()));
                default -> text;
            };
        }

        private static Literal seconds(String text) {
            try {
                return new Literal.Ordinal(Long.parseLong(text));
            } catch (NumberFormatException e) {
                throw new CatalogException(
                        ErrorKind.INVALID,
                        "The filter compares the last access with '" + text + "': give it in seconds",
                        e);
            }
        }
    }
}
