package dev.skep.server.catalog.privilege;

import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.privilege.Membership;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.store.RoleStore;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Roles that are in roles. */
final class RoleHierarchy {
    private RoleHierarchy() {}

    /** All roles that the principals are in, by themselves or by way of other roles; two statements. */
    static Set<String> of(RoleStore roles, Collection<Principal> members) {
        Map<String, List<String>> above = new HashMap<>();
        for (Membership each : roles.membershipsOfRoles()) {
            above.merge(each.member().name(), List.of(each.role()), RoleHierarchy::joined);
        }
        Deque<String> pending = new ArrayDeque<>();
        members.stream()
                .filter(member -> member.kind() == OwnerKind.ROLE)
                .forEach(member -> pending.addAll(above.getOrDefault(member.name(), List.of())));
        roles.membershipsOf(members.stream()
                        .filter(member -> member.kind() != OwnerKind.ROLE)
                        .toList())
                .forEach(each -> pending.add(each.role()));
        Set<String> found = new TreeSet<>();
        while (!pending.isEmpty()) {
            String role = pending.remove();
            if (found.add(role)) {
                pending.addAll(above.getOrDefault(role, List.of()));
            }
        }
        return found;
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
