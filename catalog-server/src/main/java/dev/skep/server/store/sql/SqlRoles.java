package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.ROLE;
import static dev.skep.sql.Tables.ROLE_MEMBER;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.privilege.Membership;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.Role;
import dev.skep.server.store.RoleStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Roles and who is in them. */
final class SqlRoles implements RoleStore {
    private final DSLContext sql;
    private final Ids ids;

    SqlRoles(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public Optional<Role> find(String name) {
        return sql.select(ROLE.fields()).from(ROLE).where(ROLE.NAME.eq(name)).fetchOptional(SqlRoles::role);
    }

    @Override
    public List<String> names() {
        return sql.select(ROLE.NAME).from(ROLE).orderBy(ROLE.NAME).fetch(ROLE.NAME);
    }

    @Override
    public List<Role> rolesOf(Principal member) {
        return sql.select(ROLE.fields())
                .from(ROLE)
                .join(ROLE_MEMBER)
                .on(ROLE_MEMBER.ROLE_ID.eq(ROLE.ID))
                .where(is(member))
                .orderBy(ROLE.NAME)
                .fetch(SqlRoles::role);
    }

    @Override
    public List<Membership> membershipsOf(Collection<Principal> members) {
        return members.isEmpty()
                ? List.of()
                : memberships(DSL.or(members.stream().map(SqlRoles::is).toList()));
    }

    @Override
    public List<Membership> membershipsOfRoles() {
        return memberships(ROLE_MEMBER.PRINCIPAL_KIND.eq(OwnerKind.ROLE.name()));
    }

    @Override
    public List<Membership> members(String role) {
        return memberships(ROLE.NAME.eq(role));
    }

    @Override
    public void lock() {
        // A write, not a lock: who comes second starts again, and sees what the first one did.
        sql.update(ROLE)
                .set(ROLE.OWNER, ROLE.OWNER)
                .where(ROLE.NAME.eq(Role.PUBLIC))
                .execute();
    }

    @Override
    public void insert(Role role) {
        long id = ids.take();
        CatalogException exists = CatalogException.alreadyExists("Role", role.name());
        try {
            sql.insertInto(ROLE)
                    .set(ROLE.ID, id)
                    .set(ROLE.NAME, role.name())
                    .set(ROLE.OWNER, role.owner())
                    .set(ROLE.CREATED_AT, Columns.seconds(role.createdAt()))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(exists, exists);
        }
    }

    @Override
    public void delete(String name) {
        sql.deleteFrom(ROLE_MEMBER)
                .where(is(new Principal(OwnerKind.ROLE, name)))
                .execute();
        sql.deleteFrom(ROLE).where(ROLE.NAME.eq(name)).execute();
    }

    @Override
    public void insertMember(Membership membership) {
        Principal grantor = membership.grantor();
        CatalogException missing =
                new CatalogException(ErrorKind.NOT_FOUND_OTHER, "There is no role " + membership.role());
        long roleId = sql.select(ROLE.ID)
                .from(ROLE)
                .where(ROLE.NAME.eq(membership.role()))
                .fetchOptional(ROLE.ID)
                .orElseThrow(() -> missing);
        try {
            sql.insertInto(ROLE_MEMBER)
                    .set(ROLE_MEMBER.ROLE_ID, roleId)
                    .set(ROLE_MEMBER.PRINCIPAL_KIND, membership.member().kind().name())
                    .set(ROLE_MEMBER.PRINCIPAL, membership.member().name())
                    .set(ROLE_MEMBER.GRANTOR, grantor == null ? null : grantor.name())
                    .set(
                            ROLE_MEMBER.GRANTOR_KIND,
                            grantor == null ? null : grantor.kind().name())
                    .set(ROLE_MEMBER.GRANT_OPTION, membership.grantOption())
                    .set(ROLE_MEMBER.CREATED_AT, Columns.seconds(membership.at()))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    new CatalogException(
                            ErrorKind.ALREADY_EXISTS,
                            "The " + membership.member() + " is in role " + membership.role() + " already"),
                    missing);
        }
    }

    @Override
    public void takeGrantOption(Membership membership) {
        sql.update(ROLE_MEMBER)
                .set(ROLE_MEMBER.GRANT_OPTION, false)
                .where(isThis(membership))
                .execute();
    }

    @Override
    public void deleteMember(Membership membership) {
        sql.deleteFrom(ROLE_MEMBER).where(isThis(membership)).execute();
    }

    private List<Membership> memberships(Condition condition) {
        return sql.select(ROLE_MEMBER.fields())
                .select(ROLE.NAME)
                .from(ROLE_MEMBER)
                .join(ROLE)
                .on(ROLE.ID.eq(ROLE_MEMBER.ROLE_ID))
                .where(condition)
                .orderBy(ROLE.NAME, ROLE_MEMBER.PRINCIPAL_KIND, ROLE_MEMBER.PRINCIPAL)
                .fetch(row -> new Membership(
                        row.get(ROLE.NAME),
                        new Principal(
                                OwnerKind.valueOf(row.get(ROLE_MEMBER.PRINCIPAL_KIND)), row.get(ROLE_MEMBER.PRINCIPAL)),
                        Columns.principal(row.get(ROLE_MEMBER.GRANTOR), row.get(ROLE_MEMBER.GRANTOR_KIND)),
                        row.get(ROLE_MEMBER.GRANT_OPTION),
                        Columns.instant(row.get(ROLE_MEMBER.CREATED_AT))));
    }

    private static Condition is(Principal member) {
        return ROLE_MEMBER.PRINCIPAL_KIND.eq(member.kind().name()).and(ROLE_MEMBER.PRINCIPAL.eq(member.name()));
    }

    private static Condition isThis(Membership membership) {
        return is(membership.member())
                .and(ROLE_MEMBER.ROLE_ID.eq(
                        DSL.field(DSL.select(ROLE.ID).from(ROLE).where(ROLE.NAME.eq(membership.role())))));
    }

    private static Role role(Record row) {
        return new Role(row.get(ROLE.NAME), row.get(ROLE.OWNER), Columns.instant(row.get(ROLE.CREATED_AT)));
    }
}
