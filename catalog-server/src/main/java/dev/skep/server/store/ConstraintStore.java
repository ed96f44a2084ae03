package dev.skep.server.store;

import dev.skep.server.model.Stored;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintQuery;
import dev.skep.server.model.constraint.Rule;
import java.util.List;

/** Constraints of tables. They go with their table, and foreign keys with the table they refer to. */
public interface ConstraintStore {
    /** Those that fit, in the order in which they were added. */
    List<Stored<Constraint>> find(ConstraintQuery query);

    /**
     * @param tableId the table that the constraint is about
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} if the table has one of that name, or has a
     *     primary key and this is one; {@code NOT_FOUND_TABLE} if a table is gone
     */
    void insert(long tableId, Constraint constraint);

    /** Writes the columns that a constraint names, where they are called otherwise now. */
    void rewrite(Stored<Constraint> constraint, Rule rule);

    void delete(Stored<Constraint> constraint);
}
