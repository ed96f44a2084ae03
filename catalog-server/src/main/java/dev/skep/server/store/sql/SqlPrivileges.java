package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.CATALOG;
import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.PART;
import static dev.skep.sql.Tables.PRIVILEGE_GRANT;
import static dev.skep.sql.Tables.TBL;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.ObjectKind;
import dev.skep.server.model.privilege.Principal;
import dev.skep.server.model.privilege.Securable;
import dev.skep.server.store.PrivilegeStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Privileges on objects. */
final class SqlPrivileges implements PrivilegeStore {
    private final DSLContext sql;
    private final Ids ids;
    private final SecurableIds objects;

    SqlPrivileges(DSLContext sql, Ids ids, SecurableIds objects) {
        this.sql = sql;
        this.ids = ids;
        this.objects = objects;
    }

    @Override
    public List<Stored<Grant>> find(GrantQuery query) {
        return sql.select(PRIVILEGE_GRANT.fields())
                .select(CATALOG.NAME, DB.NAME, TBL.NAME, PART.NAME)
                .from(PRIVILEGE_GRANT)
                .leftJoin(PART)
                .on(PART.ID.eq(PRIVILEGE_GRANT.PART_ID))
                .leftJoin(TBL)
                .on(TBL.ID.eq(DSL.coalesce(PRIVILEGE_GRANT.TBL_ID, PART.TBL_ID)))
                .leftJoin(DB)
                .on(DB.ID.eq(DSL.coalesce(PRIVILEGE_GRANT.DB_ID, TBL.DB_ID)))
                .leftJoin(CATALOG)
                .on(CATALOG.ID.eq(DB.CATALOG_ID))
                .where(on(query))
                .and(of(query))
                .orderBy(PRIVILEGE_GRANT.ID)
                .fetch(row -> new Stored<>(row.get(PRIVILEGE_GRANT.ID), 1, grant(row)));
    }

    @Override
    public void insert(Collection<Grant> grants) {
        Map<Securable, SecurableIds.Place> places = new HashMap<>();
        for (Grant grant : grants) {
            insert(grant, places.computeIfAbsent(grant.object(), objects::hold));
        }
    }

    private void insert(Grant grant, SecurableIds.Place place) {
        Principal grantor = grant.grantor();
        long id = ids.take();
        try {
            sql.insertInto(PRIVILEGE_GRANT)
                    .set(PRIVILEGE_GRANT.ID, id)
                    .set(PRIVILEGE_GRANT.FINGERPRINT, fingerprint(grant, place))
                    .set(PRIVILEGE_GRANT.KIND, grant.object().kind().name())
                    .set(PRIVILEGE_GRANT.DB_ID, place.databaseId())
                    .set(PRIVILEGE_GRANT.TBL_ID, place.tableId())
                    .set(PRIVILEGE_GRANT.PART_ID, place.partitionId())
                    .set(PRIVILEGE_GRANT.COLUMN_NAME, place.column())
                    .set(PRIVILEGE_GRANT.CONNECTOR, place.connector())
                    .set(
                            PRIVILEGE_GRANT.PRINCIPAL_KIND,
                            grant.principal().kind().name())
                    .set(PRIVILEGE_GRANT.PRINCIPAL, grant.principal().name())
                    .set(PRIVILEGE_GRANT.PRIVILEGE, grant.privilege())
                    .set(PRIVILEGE_GRANT.GRANTOR, grantor == null ? null : grantor.name())
                    .set(
                            PRIVILEGE_GRANT.GRANTOR_KIND,
                            grantor == null ? null : grantor.kind().name())
                    .set(PRIVILEGE_GRANT.GRANT_OPTION, grant.grantOption())
                    .set(PRIVILEGE_GRANT.CREATED_AT, Columns.seconds(grant.at()))
                    .set(PRIVILEGE_GRANT.AUTHORIZER, grant.authorizer())
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    new CatalogException(
                            ErrorKind.ALREADY_EXISTS,
                            "The " + grant.principal() + " has been granted " + grant.privilege() + " by "
                                    + (grantor == null ? "nobody" : grantor) + " already"),
                    new CatalogException(ErrorKind.NOT_FOUND_OTHER, "What the privilege is about was dropped"));
        }
    }

    @Override
    public void takeGrantOption(Collection<Stored<Grant>> grants) {
        sql.update(PRIVILEGE_GRANT)
                .set(PRIVILEGE_GRANT.GRANT_OPTION, false)
                .where(PRIVILEGE_GRANT.ID.in(ids(grants)))
                .execute();
    }

    @Override
    public void delete(Collection<Stored<Grant>> grants) {
        for (List<Long> chunk : Chunks.of(ids(grants), Chunks.CONDITION)) {
            sql.deleteFrom(PRIVILEGE_GRANT).where(PRIVILEGE_GRANT.ID.in(chunk)).execute();
        }
    }

    @Override
    public void deleteAllOf(Principal principal) {
        sql.deleteFrom(PRIVILEGE_GRANT).where(is(principal)).execute();
    }

    private static List<Long> ids(Collection<Stored<Grant>> grants) {
        return grants.stream().map(Stored::id).toList();
    }

    private Condition on(GrantQuery query) {
        CatalogName catalog = query.catalog();
        return DSL.and(
                query.kinds().isEmpty()
                        ? DSL.noCondition()
                        : PRIVILEGE_GRANT.KIND.in(
                                query.kinds().stream().map(ObjectKind::name).toList()),
                named(CATALOG.NAME, catalog == null ? null : catalog.value()),
                named(DB.NAME, query.database()),
                named(TBL.NAME, query.table()),
                named(PART.NAME, partition(query)),
                named(PRIVILEGE_GRANT.COLUMN_NAME, query.column()),
                named(PRIVILEGE_GRANT.CONNECTOR, query.connector()));
    }

    private @Nullable String partition(GrantQuery query) {
        if (query.values() == null || query.table() == null || query.database() == null || query.catalog() == null) {
            return null;
        }
        DatabaseName database = Names.database(query.catalog(), query.database());
        return objects.head(Names.table(database, query.table()))
                .partitionName(query.values())
                .value();
    }

    private static Condition of(GrantQuery query) {
        Condition principals = query.principals().isEmpty()
                ? DSL.noCondition()
                : DSL.or(query.principals().stream().map(SqlPrivileges::is).toList());
        return principals.and(named(PRIVILEGE_GRANT.AUTHORIZER, query.authorizer()));
    }

    private static Condition is(Principal principal) {
        return PRIVILEGE_GRANT
                .PRINCIPAL_KIND
                .eq(principal.kind().name())
                .and(PRIVILEGE_GRANT.PRINCIPAL.eq(principal.name()));
    }

    private static Condition named(Field<String> field, @Nullable String name) {
        return name == null ? DSL.noCondition() : field.eq(name);
    }

    /** All that makes it another grant; whether it may be handed on and when it was made do not. */
    private static String fingerprint(Grant grant, SecurableIds.Place place) {
        Principal grantor = grant.grantor();
        return Sha256.of(StoredJson.write(List.of(
                grant.object().kind(),
                place.identity(),
                grant.principal(),
                grant.privilege(),
                grantor == null ? "" : grantor,
                grant.authorizer())));
    }

    private static Grant grant(Record row) {
        return new Grant(
                object(ObjectKind.valueOf(row.get(PRIVILEGE_GRANT.KIND)), row),
                new Principal(
                        OwnerKind.valueOf(row.get(PRIVILEGE_GRANT.PRINCIPAL_KIND)), row.get(PRIVILEGE_GRANT.PRINCIPAL)),
                row.get(PRIVILEGE_GRANT.PRIVILEGE),
                Columns.principal(row.get(PRIVILEGE_GRANT.GRANTOR), row.get(PRIVILEGE_GRANT.GRANTOR_KIND)),
                row.get(PRIVILEGE_GRANT.GRANT_OPTION),
                Columns.instant(row.get(PRIVILEGE_GRANT.CREATED_AT)),
                row.get(PRIVILEGE_GRANT.AUTHORIZER));
    }

    private static Securable object(ObjectKind kind, Record row) {
        return switch (kind) {
            case GLOBAL -> new Securable.Everything();
            case DATABASE -> new Securable.OfDatabase(database(row));
            case TABLE -> new Securable.OfTable(table(row));
            case PARTITION -> new Securable.OfPartition(table(row), values(row));
            case COLUMN -> new Securable.OfColumn(table(row), row.get(PRIVILEGE_GRANT.COLUMN_NAME));
            case PARTITION_COLUMN ->
                new Securable.OfPartitionColumn(table(row), values(row), row.get(PRIVILEGE_GRANT.COLUMN_NAME));
            case CONNECTOR -> new Securable.OfConnector(Objects.requireNonNull(row.get(PRIVILEGE_GRANT.CONNECTOR)));
        };
    }

    private static DatabaseName database(Record row) {
        return Names.database(Names.catalog(row.get(CATALOG.NAME)), row.get(DB.NAME));
    }

    private static TableName table(Record row) {
        return Names.table(database(row), row.get(TBL.NAME));
    }

    private static List<String> values(Record row) {
        return new PartitionName(row.get(PART.NAME)).values();
    }
}
