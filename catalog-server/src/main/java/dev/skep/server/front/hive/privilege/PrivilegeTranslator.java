package dev.skep.server.front.hive.privilege;

import dev.skep.hive.api.HiveObjectPrivilege;
import dev.skep.hive.api.PrincipalPrivilegeSet;
import dev.skep.hive.api.PrincipalType;
import dev.skep.hive.api.PrivilegeBag;
import dev.skep.hive.api.PrivilegeGrantInfo;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.PrivilegeSet;
import dev.skep.server.model.privilege.Securable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Privileges of the wire and of the model. */
public final class PrivilegeTranslator {
    /** What Hive calls the privileges that come with a table. */
    private static final String WITH_A_TABLE = "SQL";

    private PrivilegeTranslator() {}

    static Principal principal(@Nullable PrincipalType kind, @Nullable String name) {
        return new Principal(
                Translation.kind(Translation.required(kind, "kind of principal")),
                Translation.required(name, "name of a principal"));
    }

    static @Nullable Principal grantor(@Nullable PrincipalType kind, @Nullable String name) {
        return name == null ? null : new Principal(Translation.kind(kind), name);
    }

    /** The grants of a bag; one of several privileges, with commas between, is several. */
    static List<Grant> grants(@Nullable PrivilegeBag bag) {
        List<Grant> grants = new ArrayList<>();
        for (HiveObjectPrivilege each :
                Translation.orEmpty(Translation.required(bag, "privileges").privileges())) {
            Securable object = Securables.object(Translation.required(each.hiveObject(), "object of a privilege"));
            grants.addAll(grants(
                    object,
                    principal(each.principalType(), each.principalName()),
                    Translation.required(each.grantInfo(), "privilege"),
                    Objects.requireNonNullElse(each.authorizer(), "")));
        }
        return grants;
    }

    /** The grants that come with a new table. */
    public static List<Grant> grants(TableName table, @Nullable PrincipalPrivilegeSet set) {
        if (set == null) {
            return List.of();
        }
        Securable object = new Securable.OfTable(table);
        List<Grant> grants = new ArrayList<>();
        grants.addAll(grants(object, OwnerKind.USER, set.userPrivileges()));
        grants.addAll(grants(object, OwnerKind.GROUP, set.groupPrivileges()));
        grants.addAll(grants(object, OwnerKind.ROLE, set.rolePrivileges()));
        return grants;
    }

    private static List<Grant> grants(
            Securable object, OwnerKind kind, @Nullable Map<String, List<PrivilegeGrantInfo>> byName) {
        List<Grant> grants = new ArrayList<>();
        if (byName != null) {
            byName.forEach((name, infos) -> infos.forEach(
                    info -> grants.addAll(grants(object, new Principal(kind, name), info, WITH_A_TABLE))));
        }
        return grants;
    }

    private static List<Grant> grants(
            Securable object, Principal principal, PrivilegeGrantInfo info, String authorizer) {
        List<String> privileges = Arrays.stream(Translation.required(info.privilege(), "name of a privilege")
                        .split(",", -1))
                .map(String::strip)
                .toList();
        if (privileges.contains("")) {
            throw CatalogException.invalid("'" + info.privilege() + "' names no privilege, or one of none");
        }
        return privileges.stream()
                .map(privilege -> new Grant(
                        object,
                        principal,
                        privilege,
                        grantor(info.grantorType(), info.grantor()),
                        Translation.isTrue(info.grantOption()),
                        null,
                        authorizer))
                .toList();
    }

    static HiveObjectPrivilege toWire(Grant grant) {
        return HiveObjectPrivilege.builder()
                .hiveObject(Securables.toWire(grant.object()))
                .principalName(grant.principal().name())
                .principalType(Translation.type(grant.principal().kind()))
                .grantInfo(info(grant))
                .authorizer(grant.authorizer())
                .build();
    }

    /** What a user may do with an object, by itself, by its groups and by its roles. */
    public static PrincipalPrivilegeSet toWire(PrivilegeSet set) {
        return PrincipalPrivilegeSet.builder()
                .userPrivileges(infos(set.users()))
                .groupPrivileges(infos(set.groups()))
                .rolePrivileges(infos(set.roles()))
                .build();
    }

    private static Map<String, List<PrivilegeGrantInfo>> infos(Map<String, List<Grant>> byName) {
        Map<String, List<PrivilegeGrantInfo>> infos = new HashMap<>();
        byName.forEach((name, grants) ->
                infos.put(name, grants.stream().map(PrivilegeTranslator::info).toList()));
        return infos;
    }

    private static PrivilegeGrantInfo info(Grant grant) {
        Principal grantor = grant.grantor();
        return PrivilegeGrantInfo.builder()
                .privilege(grant.privilege())
                .createTime(Translation.seconds(grant.at()))
                .grantor(grantor == null ? null : grantor.name())
                .grantorType(grantor == null ? PrincipalType.USER : Translation.type(grantor.kind()))
                .grantOption(grant.grantOption())
                .build();
    }
}
