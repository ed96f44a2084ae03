package dev.skep.server.model.privilege;

import dev.skep.server.model.Names;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A name that privileges are granted to, for its members.
 *
 * @param owner the user who made it
 * @param createdAt whole seconds; null in a request, and for the roles that are there from the beginning
 */
public record Role(
        String name, @Nullable String owner, @Nullable Instant createdAt) {
    /** The role of those who may do everything. */
    public static final String ADMIN = "admin";

    /** The role that every user is in. */
    public static final String PUBLIC = "public";

    public Role {
        name = Names.role(name);
    }
}
