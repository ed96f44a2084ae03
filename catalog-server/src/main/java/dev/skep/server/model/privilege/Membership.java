package dev.skep.server.model.privilege;

import dev.skep.server.model.Names;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role that a principal is in.
 *
 * @param grantOption whether the member may let others in
 * @param at whole seconds; null in a request, and for the role that everybody is in
 */
public record Membership(
        String role,
        Principal member,
        @Nullable Principal grantor,
        boolean grantOption,
        @Nullable Instant at) {
    public Membership {
        role = Names.role(role);
    }
}
