package dev.skep.server.catalog.privilege;

import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.PrivilegeSet;
import dev.skep.server.model.privilege.Role;
import dev.skep.server.store.RoleStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that somebody acts as: a user, the user's groups, and all roles that any of these is in. */
record Principals(List<Principal> all) {
    static Principals of(RoleStore roles, @Nullable String user, List<String> groups) {
        List<Principal> all = new ArrayList<>();
        if (user != null) {
            all.add(new Principal(OwnerKind.USER, user));
        }
        groups.stream().distinct().forEach(group -> all.add(new Principal(OwnerKind.GROUP, group)));
        List<Principal> members = new ArrayList<>(all);
        if (user != null) {
            members.add(new Principal(OwnerKind.ROLE, Role.PUBLIC));
        }
        Set<String> names = RoleHierarchy.of(roles, members);
        if (user != null) {
            names.add(Role.PUBLIC);
        }
        names.forEach(name -> all.add(new Principal(OwnerKind.ROLE, name)));
        return new Principals(List.copyOf(all));
    }

    /** Each principal has an entry, if only an empty one. */
    PrivilegeSet share(List<Grant> grants) {
        return new PrivilegeSet(
                share(OwnerKind.USER, grants), share(OwnerKind.GROUP, grants), share(OwnerKind.ROLE, grants));
    }

    private Map<String, List<Grant>> share(OwnerKind kind, List<Grant> grants) {
        Map<String, List<Grant>> shares = new HashMap<>();
        all.stream()
                .filter(principal -> principal.kind() == kind)
                .forEach(principal -> shares.put(
                        principal.name(),
                        grants.stream()
                                .filter(grant -> grant.principal().equals(principal))
                                .toList()));
        return shares;
    }
}
