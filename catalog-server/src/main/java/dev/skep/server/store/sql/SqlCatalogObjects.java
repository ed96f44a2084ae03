package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.CATALOG;
import static dev.skep.sql.Tables.STORE_IDENTITY;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Stored;
import dev.skep.server.store.CatalogObjectStore;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;

/** The catalogs. */
final class SqlCatalogObjects implements CatalogObjectStore {
    private static final int THE_ONLY_ONE = 1;

    private final DSLContext sql;
    private final Ids ids;

    SqlCatalogObjects(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public boolean exists(CatalogName name) {
        return sql.fetchExists(CATALOG, CATALOG.NAME.eq(name.value()));
    }

    @Override
    public List<CatalogName> names() {
        return sql.select(CATALOG.NAME).from(CATALOG).orderBy(CATALOG.NAME).fetch(row -> new CatalogName(row.value1()));
    }

    @Override
    public Optional<Stored<Catalog>> find(CatalogName name) {
        return select(name).fetchOptional(SqlCatalogObjects::catalog);
    }

    @Override
    public Optional<Stored<Catalog>> lock(CatalogName name) {
        return select(name).forUpdate().fetchOptional(SqlCatalogObjects::catalog);
    }

    @Override
    public Stored<Catalog> insert(Catalog catalog) {
        long id = ids.take();
        CatalogException taken = CatalogException.alreadyExists("Catalog", catalog.name());
        try {
            sql.insertInto(CATALOG)
                    .set(CATALOG.ID, id)
                    .set(CATALOG.NAME, catalog.name().value())
                    .set(CATALOG.LOCATION, catalog.location())
                    .set(CATALOG.COMMENT, catalog.comment())
                    .set(CATALOG.CREATED_AT, Columns.seconds(catalog.createdAt()))
                    .set(CATALOG.EXTRA, StoredJson.writeExtras(catalog.extras()))
                    .set(CATALOG.VERSION, 1L)
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(taken, taken);
        }
        return new Stored<>(id, 1, catalog);
    }

    @Override
    public Stored<Catalog> update(Stored<Catalog> current, Catalog next) {
        int updated = sql.update(CATALOG)
                .set(CATALOG.LOCATION, next.location())
                .set(CATALOG.COMMENT, next.comment())
                .set(CATALOG.EXTRA, StoredJson.writeExtras(next.extras()))
                .set(CATALOG.VERSION, current.version() + 1)
                .where(CATALOG.ID.eq(current.id()))
                .and(CATALOG.VERSION.eq(current.version()))
                .execute();
        if (updated == 0) {
            throw Conflicts.changed("Catalog", current.value().name());
        }
        return new Stored<>(current.id(), current.version() + 1, next);
    }

    @Override
    public void delete(Stored<Catalog> catalog) {
        try {
            sql.deleteFrom(CATALOG).where(CATALOG.ID.eq(catalog.id())).execute();
        } catch (SqlFailureException e) {
            CatalogException notEmpty = new CatalogException(
                    ErrorKind.NOT_EMPTY,
                    "Catalog " + catalog.value().name() + " is not empty: drop its databases first");
            throw e.meaning(notEmpty, notEmpty);
        }
    }

    @Override
    public Optional<String> identity() {
        return sql.select(STORE_IDENTITY.UUID)
                .from(STORE_IDENTITY)
                .where(STORE_IDENTITY.ID.eq(THE_ONLY_ONE))
                .fetchOptional(STORE_IDENTITY.UUID);
    }

    @Override
    public void identify(String identity) {
        CatalogException meanwhile = CatalogException.alreadyExists("The id", "of this store");
        try {
            sql.insertInto(STORE_IDENTITY)
                    .set(STORE_IDENTITY.ID, THE_ONLY_ONE)
                    .set(STORE_IDENTITY.UUID, identity)
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(meanwhile, meanwhile);
        }
    }

    private SelectConditionStep<? extends Record> select(CatalogName name) {
        return sql.select(CATALOG.fields()).from(CATALOG).where(CATALOG.NAME.eq(name.value()));
    }

    private static Stored<Catalog> catalog(Record row) {
        return new Stored<>(
                row.get(CATALOG.ID),
                row.get(CATALOG.VERSION),
                new Catalog(
                        new CatalogName(row.get(CATALOG.NAME)),
                        row.get(CATALOG.LOCATION),
                        row.get(CATALOG.COMMENT),
                        Columns.instant(row.get(CATALOG.CREATED_AT)),
                        StoredJson.readExtras(row.get(CATALOG.EXTRA))));
    }
}
