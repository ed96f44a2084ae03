package dev.skep.server.model.constraint;

import dev.skep.server.model.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A statement about a table's rows, which engines read. The catalog keeps it and looks at no row.
 *
 * @param name folded, unique within the table; null in a request that leaves it to the catalog, never in a stored one
 */
public record Constraint(TableName table, @Nullable String name, Trust trust, Rule rule) {
    public Constraint withName(String newName) {
        return new Constraint(table, newName, trust, rule);
    }

    public Constraint withRule(Rule newRule) {
        return new Constraint(table, name, trust, newRule);
    }
}
