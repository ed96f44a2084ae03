package dev.skep.server.catalog;

import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.privilege.Grant;
import java.util.List;

/**
 * What comes along with a new table: what is kept beside it and becomes visible together with it, and what the caller will
 * do about it.
 *
 * @param grants on the table
 * @param sources what a materialized view reads; names of no table are passed over
 * @param counted the columns whose statistics the caller keeps exact from the first row on; if the table holds nothing yet,
 *     its parameters then say so. Empty if the caller promises nothing
 */
public record TableAttachments(
        List<Constraint> constraints, List<Grant> grants, List<TableName> sources, List<String> counted) {
    public static final TableAttachments NONE = new TableAttachments(List.of(), List.of(), List.of(), List.of());

    public TableAttachments {
        constraints = List.copyOf(constraints);
        grants = List.copyOf(grants);
        sources = List.copyOf(sources);
        counted = List.copyOf(counted);
    }
}
