package dev.skep.server.catalog;

import dev.skep.server.model.constraint.Constraint;
import java.util.List;

/** What comes along with a new table and is kept beside it: it becomes visible together with the table. */
public record TableAttachments(List<Constraint> constraints) {
    public static final TableAttachments NONE = new TableAttachments(List.of());

    public TableAttachments {
        constraints = List.copyOf(constraints);
    }
}
