package dev.skep.inference;

import dev.skep.inference.Evidence.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column found in a source.
 *
 * @param name legal, lower-case and unique within the schema: the name to register
 * @param label the name as the source spells it; empty if it has none
 * @param valueType what the values are, such as {@code int} for quoted numbers
 * @param type what a table must declare so that its SerDe reads every value; often {@code valueType}, else wider, and
 *     never {@code void}
 * @param nullable false only if the source promises a value in every row
 * @param reason why {@code type}, and what came second
 * @param statistics absent where none came for free
 * @param parts decisions on what is nested in it, by paths such as {@code a.b} for fields, {@code a[]} for elements and
 *     {@code a{}} for the values of a map
 */
public record InferredColumn(
        String name,
        String label,
        HiveType valueType,
        HiveType type,
        boolean nullable,
        Reason reason,
        @Nullable ColumnStatistics statistics,
        List<Evidence> parts) {

    public InferredColumn {
        parts = List.copyOf(parts);
    }

    /** A column in which nothing is nested, or is not decided on. */
    public InferredColumn(
            String name,
            String label,
            HiveType valueType,
            HiveType type,
            boolean nullable,
            Reason reason,
            @Nullable ColumnStatistics statistics) {
        this(name, label, valueType, type, nullable, reason, statistics, List.of());
    }

    /** A column without statistics. */
    public InferredColumn(
            String name, String label, HiveType valueType, HiveType type, boolean nullable, Reason reason) {
        this(name, label, valueType, type, nullable, reason, null);
    }

    /** The decision on its type. */
    public Evidence evidence() {
        return reason.of(Topic.TYPE, name, type.text());
    }
}
