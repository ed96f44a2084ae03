package dev.skep.server.store;

import dev.skep.server.model.privilege.Membership;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Roles and who is in them. Names are folded. */
public interface RoleStore {
    Optional<Role> find(String name);

    /** All names in order. */
    List<String> names();

    /** The roles that a principal is in by itself, in the order of names. */
    List<Role> rolesOf(Principal member);

    /** The roles that principals are in by themselves, in the order of names. */
    List<Membership> membershipsOf(Collection<Principal> members);

    /** Roles that are in roles. */
    List<Membership> membershipsOfRoles();

    /** In the order of kinds and names. */
    List<Membership> members(String role);

    /** Keeps every other transaction that calls this waiting until the end. */
    void lock();

    /** @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} */
    void insert(Role role);

    /** Removes a role, who is in it, and what it is in. */
    void delete(String name);

    /**
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS}; {@code NOT_FOUND_OTHER} if there is no such
     *     role
     */
    void insertMember(Membership membership);

    void takeGrantOption(Membership membership);

    void deleteMember(Membership membership);
}
