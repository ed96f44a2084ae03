package dev.skep.server.model.privilege;

import java.util.List;
import java.util.Map;

/**
 * What somebody may do with an object: grants to the user, to the user's groups, and to all roles of both.
 *
 * @param users by name; the user is there without any grant, too
 */
public record PrivilegeSet(
        Map<String, List<Grant>> users, Map<String, List<Grant>> groups, Map<String, List<Grant>> roles) {
    public PrivilegeSet {
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
        roles = Map.copyOf(roles);
    }
}
