package dev.skep.server.front.hive.privilege;

import dev.skep.hive.api.CreateRoleArgs;
import dev.skep.hive.api.DropRoleArgs;
import dev.skep.hive.api.GetPrincipalsInRoleArgs;
import dev.skep.hive.api.GetPrincipalsInRoleResponse;
import dev.skep.hive.api.GetPrivilegeSetArgs;
import dev.skep.hive.api.GetRoleGrantsForPrincipalArgs;
import dev.skep.hive.api.GetRoleGrantsForPrincipalRequest;
import dev.skep.hive.api.GetRoleGrantsForPrincipalResponse;
import dev.skep.hive.api.GetRoleNamesArgs;
import dev.skep.hive.api.GrantPrivilegesArgs;
import dev.skep.hive.api.GrantRevokePrivilegeRequest;
import dev.skep.hive.api.GrantRevokePrivilegeResponse;
import dev.skep.hive.api.GrantRevokePrivilegesArgs;
import dev.skep.hive.api.GrantRevokeRoleArgs;
import dev.skep.hive.api.GrantRevokeRoleRequest;
import dev.skep.hive.api.GrantRevokeRoleResponse;
import dev.skep.hive.api.GrantRoleArgs;
import dev.skep.hive.api.HiveObjectPrivilege;
import dev.skep.hive.api.ListPrivilegesArgs;
import dev.skep.hive.api.ListRolesArgs;
import dev.skep.hive.api.PrincipalPrivilegeSet;
import dev.skep.hive.api.PrincipalType;
import dev.skep.hive.api.Privileges;
import dev.skep.hive.api.RefreshPrivilegesArgs;
import dev.skep.hive.api.RevokePrivilegesArgs;
import dev.skep.hive.api.RevokeRoleArgs;
import dev.skep.hive.api.Role;
import dev.skep.hive.api.RolePrincipalGrant;
import dev.skep.server.catalog.privilege.PrivilegeService;
import dev.skep.server.catalog.privilege.RoleService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.Membership;
import dev.skep.server.model.privilege.Principal;
import dev.skep.thrift.Elements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles, and privileges on objects. */
public final class PrivilegeHandler implements Privileges<ClientSession> {
    private final RoleService roles;
    private final PrivilegeService privileges;

    public PrivilegeHandler(RoleService roles, PrivilegeService privileges) {
        this.roles = roles;
        this.privileges = privileges;
    }

    @Override
    public boolean createRole(CreateRoleArgs args, ClientSession session) {
        Role role = Translation.required(args.role(), "role");
        roles.create(new dev.skep.server.model.privilege.Role(name(role.roleName()), role.ownerName(), null));
        return true;
    }

    @Override
    public boolean dropRole(DropRoleArgs args, ClientSession session) {
        roles.drop(name(args.roleName()));
        return true;
    }

    @Override
    public List<String> getRoleNames(GetRoleNamesArgs args, ClientSession session) {
        return roles.names();
    }

    @Override
    public boolean grantRole(GrantRoleArgs args, ClientSession session) {
        roles.grant(new Membership(
                name(args.roleName()),
                PrivilegeTranslator.principal(args.principalType(), args.principalName()),
                PrivilegeTranslator.grantor(args.grantorType(), args.grantor()),
                Translation.isTrue(args.grantOption()),
                null));
        return true;
    }

    @Override
    public boolean revokeRole(RevokeRoleArgs args, ClientSession session) {
        roles.revoke(
                name(args.roleName()),
                PrivilegeTranslator.principal(args.principalType(), args.principalName()),
                false);
        return true;
    }

    @Override
    public GrantRevokeRoleResponse grantRevokeRole(GrantRevokeRoleArgs args, ClientSession session) {
        GrantRevokeRoleRequest request = Translation.required(args.request(), "request");
        String role = name(request.roleName());
        Principal member = PrivilegeTranslator.principal(request.principalType(), request.principalName());
        boolean grantOption = Translation.isTrue(request.grantOption());
        switch (Translation.required(request.requestType(), "type: grant or revoke")) {
            case GRANT ->
                roles.grant(new Membership(
                        role,
                        member,
                        PrivilegeTranslator.grantor(request.grantorType(), request.grantor()),
                        grantOption,
                        null));
            case REVOKE -> roles.revoke(role, member, grantOption);
            case UNRECOGNIZED -> throw neither();
        }
        return GrantRevokeRoleResponse.builder().success(true).build();
    }

    @Override
    public Elements<Role> listRoles(ListRolesArgs args, ClientSession session) {
        Principal member = PrivilegeTranslator.principal(args.principalType(), args.principalName());
        return Elements.of(roles.rolesOf(member).stream()
                .map(role -> Role.builder()
                        .roleName(role.name())
                        .ownerName(role.owner())
                        .createTime(Translation.seconds(role.createdAt()))
                        .build())
                .toList());
    }

    @Override
    public GetPrincipalsInRoleResponse getPrincipalsInRole(GetPrincipalsInRoleArgs args, ClientSession session) {
        String role = Translation.required(args.request(), "request").roleName();
        return GetPrincipalsInRoleResponse.builder()
                .principalGrants(toWire(roles.members(role)))
                .build();
    }

    @Override
    public GetRoleGrantsForPrincipalResponse getRoleGrantsForPrincipal(
            GetRoleGrantsForPrincipalArgs args, ClientSession session) {
        GetRoleGrantsForPrincipalRequest request = Translation.required(args.request(), "request");
        Principal member = PrivilegeTranslator.principal(request.principalType(), request.principalName());
        return GetRoleGrantsForPrincipalResponse.builder()
                .principalGrants(toWire(roles.membershipsOf(member)))
                .build();
    }

    @Override
    public PrincipalPrivilegeSet getPrivilegeSet(GetPrivilegeSetArgs args, ClientSession session) {
        return PrivilegeTranslator.toWire(privileges.effective(
                Securables.object(Translation.required(args.hiveObject(), "object")),
                args.userName(),
                Translation.orEmpty(args.groupNames())));
    }

    @Override
    public Elements<HiveObjectPrivilege> listPrivileges(ListPrivilegesArgs args, ClientSession session) {
        GrantQuery query = Securables.query(args.hiveObject());
        GrantQuery ofPrincipal = args.principalName() == null
                ? query
                : query.of(List.of(PrivilegeTranslator.principal(args.principalType(), args.principalName())));
        return Elements.of(privileges.find(ofPrincipal).stream()
                .map(PrivilegeTranslator::toWire)
                .toList());
    }

    @Override
    public boolean grantPrivileges(GrantPrivilegesArgs args, ClientSession session) {
        privileges.grant(PrivilegeTranslator.grants(args.privileges()));
        return true;
    }

    @Override
    public boolean revokePrivileges(RevokePrivilegesArgs args, ClientSession session) {
        privileges.revoke(PrivilegeTranslator.grants(args.privileges()), false);
        return true;
    }

    @Override
    public GrantRevokePrivilegeResponse grantRevokePrivileges(GrantRevokePrivilegesArgs args, ClientSession session) {
        GrantRevokePrivilegeRequest request = Translation.required(args.request(), "request");
        switch (Translation.required(request.requestType(), "type: grant or revoke")) {
            case GRANT -> privileges.grant(PrivilegeTranslator.grants(request.privileges()));
            case REVOKE ->
                privileges.revoke(
                        PrivilegeTranslator.grants(request.privileges()),
                        Translation.isTrue(request.revokeGrantOption()));
            case UNRECOGNIZED -> throw neither();
        }
        return done();
    }

    @Override
    public GrantRevokePrivilegeResponse refreshPrivileges(RefreshPrivilegesArgs args, ClientSession session) {
        GrantRevokePrivilegeRequest request = Translation.required(args.grantRequest(), "request");
        String authorizer = Translation.required(args.authorizer(), "authorizer");
        GrantQuery scope = Securables.query(Translation.required(args.objToRefresh(), "object"))
                .by(authorizer);
        privileges.refresh(
                scope,
                PrivilegeTranslator.grants(request.privileges()).stream()
                        .map(grant -> grant.by(authorizer))
                        .toList());
        return done();
    }

    private static List<RolePrincipalGrant> toWire(List<Membership> memberships) {
        return memberships.stream().map(PrivilegeHandler::toWire).toList();
    }

    private static RolePrincipalGrant toWire(Membership membership) {
        Principal grantor = membership.grantor();
        return RolePrincipalGrant.builder()
                .roleName(membership.role())
                .principalName(membership.member().name())
                .principalType(Translation.type(membership.member().kind()))
                .grantOption(membership.grantOption())
                .grantTime(Translation.seconds(membership.at()))
                .grantorName(grantor == null ? null : grantor.name())
                .grantorPrincipalType(grantor == null ? PrincipalType.USER : Translation.type(grantor.kind()))
                .build();
    }

    private static GrantRevokePrivilegeResponse done() {
        return GrantRevokePrivilegeResponse.builder().success(true).build();
    }

    private static String name(@Nullable String role) {
        return Translation.required(role, "role name");
    }

    private static CatalogException neither() {
        return CatalogException.invalid("The request is neither to grant nor to revoke");
    }
}
