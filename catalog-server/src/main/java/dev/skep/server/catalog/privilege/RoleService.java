package dev.skep.server.catalog.privilege;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.privilege.Membership;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.Role;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.RoleStore;
import dev.skep.server.store.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Roles and who is in them. Every user is in the role {@code public}, of which nothing is recorded. */
public final class RoleService {
    private static final int MAX_NAME = 128;

    private final CatalogStore store;
    private final Clock clock;

    public RoleService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** In order. */
    public List<String> names() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.security().roles().names();
        }
    }

    /** The roles that a principal is in by itself. */
    public List<Role> rolesOf(Principal member) {
        try (Snapshot snapshot = store.snapshot()) {
            List<Role> roles = new ArrayList<>(snapshot.security().roles().rolesOf(member));
            if (member.kind() == OwnerKind.USER) {
                roles.add(new Role(Role.PUBLIC, Role.PUBLIC, null));
            }
            return roles;
        }
    }

    /** The roles that a principal is in by itself, and how it came in. */
    public List<Membership> membershipsOf(Principal member) {
        try (Snapshot snapshot = store.snapshot()) {
            List<Membership> memberships =
                    new ArrayList<>(snapshot.security().roles().membershipsOf(List.of(member)));
            if (member.kind() == OwnerKind.USER) {
                memberships.add(new Membership(Role.PUBLIC, member, null, false, null));
            }
            return memberships;
        }
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public List<Membership> members(String role) {
        try (Snapshot snapshot = store.snapshot()) {
            RoleStore roles = snapshot.security().roles();
            return roles.members(require(roles, role).name());
        }
    }

    /** @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS} */
    public void create(Role draft) {
        if (draft.name().isEmpty() || draft.name().length() > MAX_NAME) {
            throw CatalogException.invalid(
                    "'" + draft.name() + "' is no name for a role: it has 1 to " + MAX_NAME + " characters");
        }
        Instant now = now();
        store.inTransaction(tx -> {
            if (tx.security().roles().find(draft.name()).isPresent()) {
                throw CatalogException.alreadyExists("Role", draft.name());
            }
            tx.security().roles().insert(new Role(draft.name(), draft.owner(), now));
            return draft;
        });
    }

    /** @throws CatalogException {@code INVALID} for a role that is always there, {@code NOT_FOUND_OTHER} */
    public void drop(String name) {
        store.inTransaction(tx -> {
            Role role = require(tx.security().roles(), name);
            if (role.name().equals(Role.ADMIN) || role.name().equals(Role.PUBLIC)) {
                throw CatalogException.invalid("Role " + role.name() + " cannot be dropped: it is always there");
            }
            tx.security().privileges().deleteAllOf(new Principal(OwnerKind.ROLE, role.name()));
            tx.security().roles().delete(role.name());
            return role;
        });
    }

    /**
     * Lets a principal into a role.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}, {@code ALREADY_EXISTS}; {@code INVALID} for {@code public}, and
     *     where a role would be in itself
     */
    public void grant(Membership draft) {
        requireNotPublic(draft.role());
        Instant now = now();
        store.inTransaction(tx -> {
            RoleStore roles = tx.security().roles();
            roles.lock();
            Role role = require(roles, draft.role());
            if (draft.member().kind() == OwnerKind.ROLE) {
                require(roles, draft.member().name());
                Principal asMember = new Principal(OwnerKind.ROLE, role.name());
                if (draft.member().equals(asMember)
                        || RoleHierarchy.of(roles, List.of(asMember))
                                .contains(draft.member().name())) {
                    throw CatalogException.invalid("Role " + role.name() + " cannot be granted to role "
                            + draft.member().name() + ", which it is in itself, by way of other roles or at once");
                }
            }
            roles.insertMember(new Membership(role.name(), draft.member(), draft.grantor(), draft.grantOption(), now));
            return role;
        });
    }

    /**
     * @param onlyGrantOption whether the member stays and only loses the right to let others in
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code INVALID} for {@code public}, and where there is no grant
     *     option to lose
     */
    public void revoke(String roleName, Principal member, boolean onlyGrantOption) {
        requireNotPublic(roleName);
        store.inTransaction(tx -> {
            RoleStore roles = tx.security().roles();
            String role = require(roles, roleName).name();
            Membership membership = roles.membershipsOf(List.of(member)).stream()
                    .filter(each -> each.role().equals(role))
                    .findFirst()
                    .orElseThrow(() -> new CatalogException(
                            ErrorKind.NOT_FOUND_OTHER, "The " + member + " is not in role " + role));
            if (!onlyGrantOption) {
                roles.deleteMember(membership);
            } else if (membership.grantOption()) {
                roles.takeGrantOption(membership);
            } else {
                throw CatalogException.invalid("The " + member + " has no grant option for role " + role);
            }
            return membership;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if one of the principals is a role that is not there */
    static void requireRoles(RoleStore roles, Collection<Principal> principals) {
        List<String> named = principals.stream()
                .filter(principal -> principal.kind() == OwnerKind.ROLE)
                .map(Principal::name)
                .distinct()
                .toList();
        if (!named.isEmpty()) {
            List<String> known = roles.names();
            named.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                throw notFound(name);
            });
        }
    }

    private static void requireNotPublic(String role) {
        if (new Role(role, null, null).name().equals(Role.PUBLIC)) {
            throw CatalogException.invalid("Every user is in role public: it cannot be granted or revoked");
        }
    }

    private static Role require(RoleStore roles, String name) {
        String folded = new Role(name, null, null).name();
        return roles.find(folded).orElseThrow(() -> notFound(folded));
    }

    private static CatalogException notFound(String name) {
        return new CatalogException(ErrorKind.NOT_FOUND_OTHER, "There is no role " + name);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
