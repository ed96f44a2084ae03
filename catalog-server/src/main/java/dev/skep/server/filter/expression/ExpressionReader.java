package dev.skep.server.filter.expression;

import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Typing;
import dev.skep.server.filter.expression.KryoInput.NotUnderstood;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Reads what Hive's clients send as a serialized expression: a tree of comparisons that Hive serialized with Kryo, or a
 * filter as plain text, which clients send that are set to it.
 */
public final class ExpressionReader {
    /** In bytes. */
    private static final int MAX_LENGTH = 1 << 20;

    private static final int KRYO = 1;

    private ExpressionReader() {}

    /**
     * What is known of an expression.
     *
     * @param predicate typed; holds wherever the expression does
     * @param exact whether it holds only there
     */
    public record Reading(Predicate predicate, boolean exact) {
        /** Nothing is known: any partition may satisfy the expression. */
        static final Reading UNKNOWN = new Reading(Predicate.TRUE, false);
    }

    /**
     * @param keys the table's partition keys
     * @param zone of this server: clients of Hive 2 say days as moments, and are taken to be in the same
     * @throws CatalogException {@code INVALID} for a text that is no filter on these keys
     */
    public static Reading read(byte[] expression, List<Column> keys, ZoneId zone) {
        if (expression.length == 0) {
            return new Reading(Predicate.TRUE, true);
        }
        if (expression[0] == KRYO) {
            return expression.length > MAX_LENGTH ? Reading.UNKNOWN : serialized(expression, keys, zone);
        }
        return text(expression)
                .map(filter -> new Reading(Typing.typeNames(FilterParser.parse(filter), keys), true))
                .orElse(Reading.UNKNOWN);
    }

    private static Reading serialized(byte[] expression, List<Column> keys, ZoneId zone) {
        try {
            Reading reading = new ExpressionMeaning(keys).of(KryoReader.read(expression, zone));
            return new Reading(Typing.type(reading.predicate(), keys), reading.exact());
        } catch (NotUnderstood | CatalogException e) {
            // The protocol has an answer for this: all partitions, and that they are not decided.
            return Reading.UNKNOWN;
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
