package dev.skep.server.catalog;

import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.privilege.Grant;
import java.util.List;

/**
 * What comes along with a new table and is kept beside it: it becomes visible together with the table.
 *
 * @param grants on the table
 * @param sources what a materialized view reads; names of no table are passed over
 */
public record TableAttachments(List<Constraint> constraints, List<Grant> grants, List<TableName> sources) {
    public static final TableAttachments NONE = new TableAttachments(List.of(), List.of(), List.of());

    public TableAttachments {
        constraints = List.copyOf(constraints);
        grants = List.copyOf(grants);
        sources = List.copyOf(sources);
    }
}
