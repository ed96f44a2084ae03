package dev.skep.server.model.privilege;

import dev.skep.server.model.Names;
import dev.skep.server.model.OwnerKind;

/** A user, a group or a role. Names of roles are folded; those of users and groups are told apart by case. */
public record Principal(OwnerKind kind, String name) {
    public Principal {
        name = kind == OwnerKind.ROLE ? Names.role(name) : name;
    }

    @Override
    public String toString() {
        return switch (kind) {
                    case USER -> "user ";
                    case GROUP -> "group ";
                    case ROLE -> "role ";
                }
                + name;
    }
}
