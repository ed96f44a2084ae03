package dev.skep.server.filter;

import dev.skep.server.filter.FilterLexer.Kind;
import dev.skep.server.filter.FilterLexer.Token;
import dev.skep.server.filter.Predicate.Between;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Like;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.model.CatalogException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Reads the partition filters of Hive clients.
 *
 * <pre>
 * filter     := term { (AND | OR) term }            AND binds closer than OR
 * term       := NOT term | ( filter ) | comparison
 * comparison := key (= | == | != | &lt;&gt; | &lt; | &lt;= | &gt; | &gt;=) literal, or the sides the other way round
 *             | key [NOT] LIKE string
 *             | key [NOT] BETWEEN literal AND literal
 *             | key [NOT] IN ( literal {, literal} )
 *             | [STRUCT] ( key {, key} ) [NOT] IN ( tuple {, tuple} )    the struct also in parentheses of its own
 * tuple      := [CONST] [STRUCT] ( literal {, literal} )     or one literal, where there is one key
 * literal    := 'text' | "text" | -12.5 | 2024-01-31 | [DATE | TIMESTAMP] 'text' | TRUE | FALSE
 * key        := name | `name`                       without regard to case
 * </pre>
 *
 * An empty filter holds for every partition. Operators are kept on a stack of our own and not on the thread's, so that
 * clients may chain or nest thousands of terms.
 */
public final class FilterParser {
    /** In characters. */
    public static final int MAX_LENGTH = 4_000_000;

    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "==", Operator.EQUAL,
            "!=", Operator.NOT_EQUAL,
            "<>", Operator.NOT_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.LESS_OR_EQUAL,
            ">", Operator.GREATER,
            ">=", Operator.GREATER_OR_EQUAL);

    private final String filter;
    private final UnaryOperator<String> spelling;
    private final List<Token> tokens;
    private int next;

    private final Deque<Token> operators = new ArrayDeque<>();
    private final Deque<FilterTerm> terms = new ArrayDeque<>();

    private FilterParser(String filter, UnaryOperator<String> spelling) {
        this.filter = filter;
        this.spelling = spelling;
        this.tokens = FilterLexer.tokens(filter);
    }

    /** @throws CatalogException {@code INVALID} with the place of the error and the text around it */
    public static Predicate parse(String filter) {
        return parse(filter, key -> key.toLowerCase(Locale.ROOT));
    }

    /** As {@link #parse}, with the keys as they are written. */
    static Predicate parseInOwnCase(String filter) {
        return parse(filter, UnaryOperator.identity());
    }

    private static Predicate parse(String filter, UnaryOperator<String> spelling) {
        if (filter.length() > MAX_LENGTH) {
            throw CatalogException.invalid("The filter has " + filter.length() + " characters, more than " + MAX_LENGTH
                    + ": ask in several calls");
        }
        return filter.isBlank() ? Predicate.TRUE : new FilterParser(filter, spelling).parse();
    }

    private Predicate parse() {
        while (true) {
            readTerm();
            while (peek().isSymbol(")")) {
                close(take());
            }
            if (peek().kind() == Kind.END) {
                break;
            }
            if (!peek().isWord("and") && !peek().isWord("or")) {
                throw unexpected(peek(), "AND, OR or the end");
            }
            apply(precedence(peek()));
            operators.push(take());
        }
        apply(0);
        if (!operators.isEmpty()) {
            throw error(operators.peek(), "the parenthesis that opens here is not closed");
        }
        return terms.pop().predicate();
    }

    /** Reads up to the end of a comparison, leaving what stands before it on the stack of operators. */
    private void readTerm() {
        while (peek().isWord("not") || (peek().isSymbol("(") && !atTuple(next) && !atStructInParentheses())) {
            operators.push(take());
        }
        terms.push(FilterTerm.of(comparison()));
    }

    private void close(Token closing) {
        apply(0);
        if (operators.isEmpty()) {
            throw error(closing, "no parenthesis is open that this one could close");
        }
        operators.pop();
    }

    /** Applies the operators on top of the stack that bind at least as close, down to a parenthesis. */
    private void apply(int precedence) {
        while (!operators.isEmpty() && !operators.peek().isSymbol("(") && precedence(operators.peek()) >= precedence) {
            Token operator = operators.pop();
            FilterTerm right = terms.pop();
            FilterTerm term = operator.isWord("not")
                    ? right.negated()
                    : FilterTerm.joined(
                            operator.isWord("and") ? FilterTerm.Join.AND : FilterTerm.Join.OR, terms.pop(), right);
            if (term.depth() > FilterTerm.MAX_DEPTH) {
                throw error(
                        operator,
                        "AND, OR and NOT change more than " + FilterTerm.MAX_DEPTH
                                + " times from one level to the next; write the filter flatter");
            }
            terms.push(term);
        }
    }

    private static int precedence(Token operator) {
        return operator.isWord("or") ? 1 : operator.isWord("and") ? 2 : 3;
    }

    private Predicate comparison() {
        if (atStructInParentheses()) {
            expectSymbol("(");
            take();
            List<String> keys = tupleKeys();
            expectSymbol(")");
            return tupleIn(keys);
        }
        if (peek().isWord("struct") && atTuple(next + 1)) {
            take();
        }
        if (peek().isSymbol("(") && atTuple(next)) {
            return tupleIn(tupleKeys());
        }
        if (atLiteral()) {
            Literal literal = literal();
            Operator operator = operator().flipped();
            return new Compare(key(), operator, literal);
        }
        String key = key();
        if (peek().kind() == Kind.SYMBOL) {
            return new Compare(key, operator(), literal());
        }
        boolean negated = skipWord("not");
        Token word = take();
        Predicate predicate;
        if (word.isWord("like")) {
            predicate = new Like(key, string());
        } else if (word.isWord("between")) {
            Literal low = literal();
            expectWord("and");
            predicate = new Between(key, low, literal());
        } else if (word.isWord("in")) {
            predicate = new In(key, literals());
        } else {
            throw unexpected(word, "a comparison, LIKE, BETWEEN or IN");
        }
        return negated ? new Predicate.Not(predicate) : predicate;
    }

    /** {@code (a, b) in ((1, 2), (3, 4))}. */
    private Predicate tupleIn(List<String> keys) {
        boolean negated = skipWord("not");
        expectWord("in");
        List<Predicate> rows = new ArrayList<>();
        expectSymbol("(");
        do {
            skipWord("const");
            skipWord("struct");
            Token open = peek();
            // Spark writes (key) in (1, 2).
            List<Literal> row = keys.size() == 1 && !open.isSymbol("(") ? List.of(literal()) : literals();
            if (row.size() != keys.size()) {
                throw error(open, "here are " + row.size() + " values for " + keys.size() + " keys");
            }
            List<Predicate> equalities = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                equalities.add(new Compare(keys.get(i), Operator.EQUAL, row.get(i)));
            }
            rows.add(Predicate.all(equalities));
        } while (skipSymbol(","));
        expectSymbol(")");
        Predicate any = Predicate.any(rows);
        return negated ? new Predicate.Not(any) : any;
    }

    private List<String> tupleKeys() {
        List<String> keys = new ArrayList<>();
        expectSymbol("(");
        do {
            keys.add(key());
        } while (skipSymbol(","));
        expectSymbol(")");
        return keys;
    }

    private List<Literal> literals() {
        expectSymbol("(");
        List<Literal> literals = new ArrayList<>();
        do {
            literals.add(literal());
        } while (skipSymbol(","));
        expectSymbol(")");
        return literals;
    }

    private Operator operator() {
        Token token = take();
        Operator operator = token.kind() == Kind.SYMBOL ? OPERATORS.get(token.text()) : null;
        if (operator == null) {
            throw unexpected(token, "a comparison");
        }
        return operator;
    }

    private String key() {
        Token token = take();
        if (token.kind() != Kind.WORD && token.kind() != Kind.NAME) {
            throw unexpected(token, "a partition key");
        }
        return spelling.apply(token.text());
    }

    private String string() {
        Token token = take();
        if (token.kind() != Kind.STRING) {
            throw unexpected(token, "a pattern in quotes");
        }
        return token.text();
    }

    /** A key may be called {@code date}: only what follows tells it from the word before a literal. */
    private boolean atLiteral() {
        return switch (peek().kind()) {
            case STRING, NUMBER -> true;
            case WORD ->
                isLiteralWord(peek())
                        && (tokens.get(next + 1).kind() == Kind.STRING
                                || tokens.get(next + 1).kind() == Kind.NUMBER);
            case NAME, SYMBOL, END -> false;
        };
    }

    private static boolean isLiteralWord(Token token) {
        return token.isWord("date") || token.isWord("timestamp");
    }

    private Literal literal() {
        Token token = take();
        if (isLiteralWord(token)) {
            token = take();
        } else if (token.isWord("true") || token.isWord("false")) {
            return new Literal.Text(token.text().toLowerCase(Locale.ROOT));
        }
        if (token.kind() != Kind.STRING && token.kind() != Kind.NUMBER) {
            throw unexpected(token, "a text in quotes, a number or a date");
        }
        return new Literal.Text(token.text());
    }

    private boolean atStructInParentheses() {
        return peek().isSymbol("(") && tokens.get(next + 1).isWord("struct") && atTuple(next + 2);
    }

    /** Whether a list of keys opens here, and not a nested condition. */
    private boolean atTuple(int index) {
        if (index + 2 >= tokens.size() || !tokens.get(index).isSymbol("(")) {
            return false;
        }
        Kind kind = tokens.get(index + 1).kind();
        Token after = tokens.get(index + 2);
        return (kind == Kind.WORD || kind == Kind.NAME) && (after.isSymbol(",") || after.isSymbol(")"));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private boolean skipWord(String word) {
        boolean found = peek().isWord(word);
        next += found ? 1 : 0;
        return found;
    }

    private boolean skipSymbol(String symbol) {
        boolean found = peek().isSymbol(symbol);
        next += found ? 1 : 0;
        return found;
    }

    private void expectWord(String word) {
        if (!skipWord(word)) {
            throw unexpected(peek(), word.toUpperCase(Locale.ROOT));
        }
    }

    private void expectSymbol(String symbol) {
        if (!skipSymbol(symbol)) {
            throw unexpected(peek(), "'" + symbol + "'");
        }
    }

    private CatalogException unexpected(Token token, String wanted) {
        return error(token, "here should be " + wanted + ", not " + token.shown());
    }

    private CatalogException error(Token token, String problem) {
        return FilterLexer.error(filter, token.at(), problem);
    }
}
