package dev.skep.server.model.privilege;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A privilege that a principal has on an object.
 *
 * @param privilege as the client calls it, such as {@code SELECT}
 * @param grantOption whether the principal may grant it to others
 * @param at whole seconds; null in a request, and for what is there from the beginning
 * @param authorizer the client's name for its kind of privileges; grants of several do not meet. Empty where it has none
 */
public record Grant(
        Securable object,
        Principal principal,
        String privilege,
        @Nullable Principal grantor,
        boolean grantOption,
        @Nullable Instant at,
        String authorizer) {
    public Grant grantedAt(Instant instant) {
        return new Grant(object, principal, privilege, grantor, grantOption, instant, authorizer);
    }

    public Grant by(String newAuthorizer) {
        return new Grant(object, principal, privilege, grantor, grantOption, at, newAuthorizer);
    }

    public Grant on(Securable other) {
        return new Grant(other, principal, privilege, grantor, grantOption, at, authorizer);
    }

    /** The same, whenever it was made. */
    public Grant withoutTime() {
        return new Grant(object, principal, privilege, grantor, grantOption, null, authorizer);
    }
}
