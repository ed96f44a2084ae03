package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.connector.DataConnector;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.Membership;
import dev.skep.server.model.privilege.ObjectKind;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.Role;
import dev.skep.server.model.privilege.Securable;
import dev.skep.server.model.token.Token;
import dev.skep.server.model.token.TokenIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Roles, privileges and tokens. Names end as the database's name does, since roles belong to no database. */
abstract class SecurityKit {
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

    private static final DataConnector CONNECTOR =
            new DataConnector("mysql", "jdbc:mysql://far", null, Map.of(), null, 0, Extras.NONE);

    private final CatalogStoreKit kit;

    SecurityKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private String own(String name) {
        return name + "_" + kit.db.value();
    }

    private Principal user(String name) {
        return new Principal(OwnerKind.USER, own(name));
    }

    private Principal role(String name) {
        return new Principal(OwnerKind.ROLE, own(name));
    }

    private Role create(String name) {
        Role role = new Role(own(name), Samples.UNUSUAL, AT);
        kit.run(tx -> tx.security().roles().insert(role));
        return role;
    }

    private Membership join(String role, Principal member, boolean grantOption) {
        Membership membership = new Membership(own(role), member, user("boss"), grantOption, AT);
        kit.run(tx -> tx.security().roles().insertMember(membership));
        return membership;
    }

    private Grant grant(Securable object, Principal principal, String privilege) {
        Grant grant = new Grant(object, principal, privilege, user("boss"), true, AT, "SQL");
        kit.run(tx -> tx.security().privileges().insert(List.of(grant)));
        return grant;
    }

    private List<Grant> find(GrantQuery query) {
        return kit.list(tx -> tx.security().privileges().find(query)).stream()
                .map(Stored::value)
                .toList();
    }

    private List<Grant> of(Principal principal) {
        return find(GrantQuery.ALL.of(List.of(principal)));
    }

    @Test
    void someRolesAreThereFromTheBeginning() {
        assertThat(kit.list(tx -> tx.security().roles().names())).contains(Role.ADMIN, Role.PUBLIC);
        Principal admin = new Principal(OwnerKind.ROLE, Role.ADMIN);
        Grant all = new Grant(new Securable.Everything(), admin, "All", admin, true, null, "SQL");
        assertThat(of(admin)).containsExactly(all);
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                "All",
                () -> kit.run(tx -> tx.security().privileges().insert(List.of(all))));
    }

    @Test
    void rolesHaveMembers() {
        Role readers = create("readers");
        Role staff = create("staff");
        assertRefused(ErrorKind.ALREADY_EXISTS, readers.name(), () -> create("readers"));
        Membership tess = join("readers", user("tess"), true);
        Membership ofStaff = join("readers", role("staff"), false);
        assertRefused(ErrorKind.ALREADY_EXISTS, "is in role", () -> join("readers", user("tess"), false));
        assertRefused(ErrorKind.NOT_FOUND_OTHER, "none", () -> join("none", user("tess"), false));

        assertThat(kit.optional(tx -> tx.security().roles().find(readers.name())))
                .contains(readers);
        assertThat(kit.list(tx -> tx.security().roles().members(readers.name())))
                .containsExactly(ofStaff, tess);
        assertThat(kit.list(tx -> tx.security().roles().membershipsOf(List.of(user("tess"), user("x")))))
                .containsExactly(tess);
        assertThat(kit.list(tx -> tx.security().roles().membershipsOfRoles())).contains(ofStaff);
        assertThat(kit.list(tx -> tx.security().roles().rolesOf(user("tess")))).containsExactly(readers);

        kit.run(tx -> {
            tx.security().roles().lock();
            tx.security().roles().takeGrantOption(tess);
        });
        assertThat(kit.list(tx -> tx.security().roles().membershipsOf(List.of(user("tess")))))
                .extracting(Membership::grantOption)
                .containsExactly(false);
        kit.run(tx -> tx.security().roles().delete(staff.name()));
        kit.run(tx -> tx.security().roles().deleteMember(tess));
        assertThat(kit.list(tx -> tx.security().roles().members(readers.name())))
                .isEmpty();
    }

    @Test
    void privilegesAreKeptOnEveryKindOfObject() {
        TableHead table = kit.partitioned();
        TableName name = table.name();
        List<String> values = List.of("2024-01-01", "7");
        kit.run(tx -> tx.partitions().insert(table, List.of(Samples.partition("2024-01-01", "7"))));
        kit.run(tx -> tx.registries().connectors().insert(own("far"), CONNECTOR));
        List<Securable> objects = List.of(
                new Securable.Everything(),
                new Securable.OfDatabase(kit.db),
                new Securable.OfTable(name),
                new Securable.OfPartition(name, values),
                new Securable.OfColumn(name, "a"),
                new Securable.OfPartitionColumn(name, values, "a"),
                new Securable.OfConnector(own("far")));
        List<Grant> granted = objects.stream()
                .map(object -> grant(object, user("tess"), "SELECT"))
                .toList();
        assertThat(of(user("tess"))).isEqualTo(granted);
        for (Grant each : granted) {
            assertThat(find(GrantQuery.on(each.object()).of(List.of(user("tess")))))
                    .containsExactly(each);
        }
        assertThat(find(GrantQuery.in(Set.of(ObjectKind.COLUMN, ObjectKind.TABLE), name)))
                .containsExactly(granted.get(2), granted.get(4));
        assertThat(find(GrantQuery.on(objects.get(2)).by("other"))).isEmpty();
        assertRefused(ErrorKind.ALREADY_EXISTS, "SELECT", () -> grant(objects.get(4), user("tess"), "SELECT"));
        assertRefused(
                ErrorKind.NOT_FOUND_TABLE,
                "none",
                () -> grant(new Securable.OfTable(kit.name("none")), user("tess"), "SELECT"));
        assertRefused(
                ErrorKind.NOT_FOUND_OTHER,
                "nowhere",
                () -> grant(new Securable.OfConnector("nowhere"), user("tess"), "SELECT"));
        assertRefused(
                ErrorKind.NOT_FOUND_PARTITION,
                "hr=8",
                () -> grant(new Securable.OfPartition(name, List.of("2024-01-01", "8")), user("tess"), "SELECT"));
    }

    @Test
    void privilegesFollowTheirObjectAndGoWithIt() {
        Stored<Table> table =
                kit.write(tx -> tx.tables().insert(Samples.table(kit.name("t"), new Column("dt", "date"))));
        TableHead head = TableHead.of(table);
        kit.run(tx -> tx.partitions().insert(head, List.of(Samples.partition("2024-01-01"))));
        grant(new Securable.OfDatabase(kit.db), user("tess"), "CREATE");
        grant(new Securable.OfTable(head.name()), user("tess"), "SELECT");
        grant(new Securable.OfPartition(head.name(), List.of("2024-01-01")), user("tess"), "SELECT");

        Stored<Table> moved =
                kit.write(tx -> tx.tables().update(table, Samples.table(kit.name("u"), new Column("dt", "date"))));
        assertThat(of(user("tess")))
                .extracting(Grant::object)
                .containsExactly(
                        new Securable.OfDatabase(kit.db),
                        new Securable.OfTable(kit.name("u")),
                        new Securable.OfPartition(kit.name("u"), List.of("2024-01-01")));
        TableHead next = TableHead.of(moved);
        kit.run(tx -> tx.partitions().delete(next, List.of(new PartitionName("dt=2024-01-01"))));
        assertThat(of(user("tess"))).hasSize(2);
        kit.run(tx -> tx.tables().delete(next));
        assertThat(of(user("tess"))).hasSize(1);
        kit.run(tx -> tx.databases().delete(tx.databases().find(kit.db).orElseThrow()));
        assertThat(of(user("tess"))).isEmpty();
    }

    @Test
    void privilegesAreTakenAway() {
        Securable all = new Securable.OfDatabase(kit.db);
        Grant select = grant(all, user("tess"), "SELECT");
        grant(all, role("readers"), "SELECT");
        List<Stored<Grant>> found =
                kit.list(tx -> tx.security().privileges().find(GrantQuery.ALL.of(List.of(user("tess")))));
        kit.run(tx -> tx.security().privileges().takeGrantOption(found));
        assertThat(of(user("tess")))
                .containsExactly(
                        new Grant(all, select.principal(), "SELECT", select.grantor(), false, select.at(), "SQL"));
        kit.run(tx -> tx.security().privileges().delete(found));
        assertThat(of(user("tess"))).isEmpty();
        kit.run(tx -> tx.security().privileges().deleteAllOf(role("readers")));
        assertThat(of(role("readers"))).isEmpty();
    }

    @Test
    void tokensAreKeptUntilTheyExpire() {
        Instant end = AT.plusSeconds(60);
        int sequence = own("token").hashCode() & Integer.MAX_VALUE;
        Token token = new Token(
                new TokenIdentity(own("tess"), Samples.UNUSUAL, "", AT.plusMillis(1), end, sequence),
                "c2VjcmV0",
                true,
                AT.plusMillis(2));
        kit.run(tx -> tx.security().tokens().insert(token));
        assertThat(kit.optional(tx -> tx.security().tokens().find(sequence))).contains(token);
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                "Token",
                () -> kit.run(tx -> tx.security().tokens().insert(token)));
        kit.run(tx -> tx.security().tokens().prolong(token.withExpiresAt(end)));
        kit.run(tx -> tx.security().tokens().deleteExpired(end));
        assertThat(kit.optional(tx -> tx.security().tokens().find(sequence))).contains(token.withExpiresAt(end));
        kit.run(tx -> tx.security().tokens().deleteExpired(end.plusMillis(1)));
        assertThat(kit.optional(tx -> tx.security().tokens().find(sequence))).isEmpty();
    }

    @Test
    void tokensAndKeysOfOthersAreKept() {
        String identifier = own("i").repeat(300) + Samples.UNUSUAL;
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().keep(identifier, Samples.UNUSUAL)))
                .isTrue();
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().keep(identifier, "other")))
                .isFalse();
        assertThat(kit.optional(tx -> tx.security().tokens().kept(identifier))).contains(Samples.UNUSUAL);
        assertThat(kit.list(tx -> tx.security().tokens().keptIdentifiers())).contains(identifier);
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().forget(identifier)))
                .isTrue();
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().forget(identifier)))
                .isFalse();

        int first = kit.write(tx -> tx.security().tokens().keepKey(own("first")));
        int second = kit.write(tx -> tx.security().tokens().keepKey(own("second")));
        assertThat(second).isGreaterThan(first);
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().replaceKey(first, own("next"))))
                .isTrue();
        assertThat(kit.list(tx -> tx.security().tokens().keys())).containsSequence(own("next"), own("second"));
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().forgetKey(first)))
                .isTrue();
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().forgetKey(first)))
                .isFalse();
        assertThat(kit.<Boolean>write(tx -> tx.security().tokens().replaceKey(first, "x")))
                .isFalse();
    }
}
