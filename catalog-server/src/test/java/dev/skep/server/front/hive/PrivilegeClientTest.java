package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What published clients see of roles and privileges. */
class PrivilegeClientTest extends ReleaseKit {
    private static final int NOW = (int) HiveServer.NOW.getEpochSecond();

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void rolesHaveMembersAndRolesInRoles(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object user = client.constant("PrincipalType", "USER");
            Object role = client.constant("PrincipalType", "ROLE");
            assertThat(client.call("create_role", role(client, "Readers"))).isEqualTo(true);
            client.call("create_role", role(client, "staff"));
            assertThat(client.call("get_role_names")).isEqualTo(List.of("admin", "public", "readers", "staff"));
            refused(client, "MetaException", "exists", "create_role", role(client, "readers"));
            refused(client, "MetaException", "public", "drop_role", "public");

            client.call("grant_role", "readers", "staff", role, "boss", user, false);
            client.call("grant_role", "staff", "tess", user, "boss", user, true);
            refused(client, "MetaException", "in itself", "grant_role", "staff", "readers", role, "boss", user, false);
            refused(client, "MetaException", "already", "grant_role", "staff", "tess", user, "boss", user, true);
            refused(client, "MetaException", "no role none", "grant_role", "none", "tess", user, "boss", user, true);
            refused(client, "MetaException", "public", "grant_role", "public", "tess", user, "boss", user, true);
            assertThat(fields(client.call("list_roles", "tess", user), "roleName", "ownerName", "createTime"))
                    .containsExactly(List.of("staff", "tess", NOW), List.of("public", "public", 0));

            Object grants = client.call(
                    "get_role_grants_for_principal",
                    client.struct(
                            "GetRoleGrantsForPrincipalRequest",
                            Map.of("principal_name", "staff", "principal_type", role)));
            assertThat(fields(
                            PublishedClient.get(grants, "principalGrants"),
                            "roleName",
                            "principalName",
                            "grantOption?",
                            "grantTime",
                            "grantorName"))
                    .containsExactly(List.of("readers", "staff", false, NOW, "boss"));

            Map<String, Object> revoke = new HashMap<>(Map.of(
                    "requestType",
                    client.constant("GrantRevokeType", "REVOKE"),
                    "roleName",
                    "staff",
                    "principalName",
                    "tess",
                    "principalType",
                    user,
                    "grantOption",
                    true));
            client.call("grant_revoke_role", client.struct("GrantRevokeRoleRequest", revoke));
            assertThat(members(client, "staff")).containsExactly(List.of("tess", false));
            revoke.put("grantOption", false);
            client.call("grant_revoke_role", client.struct("GrantRevokeRoleRequest", revoke));
            assertThat(members(client, "staff")).isEmpty();
            refused(client, "MetaException", "not in role", "revoke_role", "staff", "tess", user);
            client.call("drop_role", "staff");
            assertThat(members(client, "readers")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void privilegesAreGrantedShownAndRevoked(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object user = client.constant("PrincipalType", "USER");
            Object role = client.constant("PrincipalType", "ROLE");
            createDatabase(client, "sales");
            client.call("create_table", tableWithPrivileges(client));
            Object table = reference(client, "TABLE", "Visits", null);
            Object column = reference(client, "COLUMN", "visits", "Name");
            assertThat(listed(client, "owner", user, table)).containsExactly(List.of("ALL", true));

            client.call("create_role", role(client, "readers"));
            client.call("grant_role", "readers", "tess", user, "boss", user, false);
            client.call("grant_privileges", bag(client, table, "readers", role, "SELECT,INSERT", false));
            client.call("grant_privileges", bag(client, column, "tess", user, "SELECT", true));
            refused(
                    client,
                    "MetaException",
                    "already",
                    "grant_privileges",
                    bag(client, table, "readers", role, "INSERT", false));
            refused(
                    client,
                    "MetaException",
                    "no role none",
                    "grant_privileges",
                    bag(client, table, "none", role, "INSERT", false));
            refused(
                    client,
                    "MetaException",
                    "colour",
                    "grant_privileges",
                    bag(client, reference(client, "COLUMN", "visits", "colour"), "tess", user, "SELECT", false));
            assertThat(listed(client, "readers", role, table))
                    .containsExactly(List.of("SELECT", false), List.of("INSERT", false));
            assertThat(listed(client, "tess", user, column)).containsExactly(List.of("SELECT", true));
            assertThat(listed(client, "tess", user, reference(client, "DATABASE", null, null)))
                    .isEmpty();

            Object set = client.call("get_privilege_set", table, "tess", List.of("people"));
            Map<?, ?> roles = (Map<?, ?>) PublishedClient.get(set, "rolePrivileges");
            assertThat(fields(roles.get("readers"), "privilege", "grantor", "createTime"))
                    .containsExactly(List.of("SELECT", "boss", NOW), List.of("INSERT", "boss", NOW));
            assertThat((List<?>) roles.get("public")).isEmpty();
            assertThat((Map<?, ?>) PublishedClient.get(set, "groupPrivileges")).hasSize(1);

            rename(client);
            Object moved = reference(client, "TABLE", "calls", null);
            assertThat(listed(client, "readers", role, moved)).hasSize(2);
            assertThat(listed(client, "tess", user, reference(client, "COLUMN", "calls", "who")))
                    .containsExactly(List.of("SELECT", true));

            Object revoke = client.struct(
                    "GrantRevokePrivilegeRequest",
                    Map.of(
                            "requestType", client.constant("GrantRevokeType", "REVOKE"),
                            "privileges",
                                    bag(
                                            client,
                                            reference(client, "COLUMN", "calls", "who"),
                                            "tess",
                                            user,
                                            "SELECT",
                                            true),
                            "revokeGrantOption", true));
            client.call("grant_revoke_privileges", revoke);
            refused(client, "MetaException", "no grant option", "grant_revoke_privileges", revoke);
            client.call("revoke_privileges", bag(client, moved, "readers", role, "INSERT", false));
            refused(
                    client,
                    "MetaException",
                    "no privilege INSERT",
                    "revoke_privileges",
                    bag(client, moved, "readers", role, "INSERT", false));
            assertThat(listed(client, null, null, moved))
                    .containsExactlyInAnyOrder(List.of("ALL", true), List.of("SELECT", false));
            client.call("drop_table", "sales", "calls", true);
            assertThat(listed(client, "readers", role, client.struct("HiveObjectRef", Map.of())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void anAuthorizerRefreshesItsOwn(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object user = client.constant("PrincipalType", "USER");
            createDatabase(client, "sales");
            client.call("create_table", table(client, "sales", "visits"));
            Object table = reference(client, "TABLE", "visits", null);
            client.call("grant_privileges", bag(client, table, "tess", user, "SELECT", false));
            for (String privilege : List.of("SELECT,UPDATE", "DELETE")) {
                Object request = client.struct(
                        "GrantRevokePrivilegeRequest",
                        Map.of(
                                "requestType", client.constant("GrantRevokeType", "GRANT"),
                                "privileges", bag(client, table, "tess", user, privilege, false)));
                client.call("refresh_privileges", table, "RANGER", request);
            }
            assertThat(listed(client, "tess", user, table))
                    .containsExactly(List.of("SELECT", false), List.of("DELETE", false));
        }
    }

    private static Object role(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct("Role", Map.of("roleName", name, "ownerName", "tess"));
    }

    private static List<List<Object>> members(PublishedClient client, String role) throws ReflectiveOperationException {
        Object request = client.struct("GetPrincipalsInRoleRequest", Map.of("roleName", role));
        return fields(
                PublishedClient.get(client.call("get_principals_in_role", request), "principalGrants"),
                "principalName",
                "grantOption?");
    }

    private static Object tableWithPrivileges(PublishedClient client) throws ReflectiveOperationException {
        Object all = client.struct(
                "PrivilegeGrantInfo",
                Map.of(
                        "privilege",
                        "ALL",
                        "grantor",
                        "owner",
                        "grantorType",
                        client.constant("PrincipalType", "USER"),
                        "grantOption",
                        true));
        Object table = table(client, "sales", "visits");
        Object privileges =
                client.struct("PrincipalPrivilegeSet", Map.of("userPrivileges", Map.of("owner", List.of(all))));
        PublishedClient.set(table, "privileges", privileges);
        return table;
    }

    private void rename(PublishedClient client) throws ReflectiveOperationException {
        Object descriptor = descriptor(client, "id:bigint", "who:string", "city:string");
        PublishedClient.set(descriptor, "location", "file:" + root.resolve("warehouse/sales.db/visits"));
        Object next = table(client, "sales", "calls");
        PublishedClient.set(next, "sd", descriptor);
        client.call("alter_table", "sales", "visits", next);
    }

    private static Object reference(PublishedClient client, String kind, String table, String column)
            throws ReflectiveOperationException {
        Map<String, Object> fields =
                new HashMap<>(Map.of("objectType", client.constant("HiveObjectType", kind), "dbName", "sales"));
        if (table != null) {
            fields.put("objectName", table);
        }
        if (column != null) {
            fields.put("columnName", column);
        }
        return client.struct("HiveObjectRef", fields);
    }

    static Object bag(
            PublishedClient client, Object object, String principal, Object kind, String privilege, boolean option)
            throws ReflectiveOperationException {
        Object info = client.struct(
                "PrivilegeGrantInfo",
                Map.of(
                        "privilege",
                        privilege,
                        "grantor",
                        "boss",
                        "grantorType",
                        client.constant("PrincipalType", "USER"),
                        "grantOption",
                        option));
        Object grant = client.struct(
                "HiveObjectPrivilege",
                Map.of("hiveObject", object, "principalName", principal, "principalType", kind, "grantInfo", info));
        return client.struct("PrivilegeBag", Map.of("privileges", List.of(grant)));
    }

    private static List<List<Object>> listed(PublishedClient client, String principal, Object kind, Object object)
            throws ReflectiveOperationException {
        List<Object> infos = new ArrayList<>();
        for (Object each : (List<?>) client.call("list_privileges", principal, kind, object)) {
            infos.add(PublishedClient.get(each, "grantInfo"));
        }
        return fields(infos, "privilege", "grantOption?");
    }
}
