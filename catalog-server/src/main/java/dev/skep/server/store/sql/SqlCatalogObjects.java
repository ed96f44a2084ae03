package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.CATALOG;

import dev.skep.server.model.CatalogName;
import dev.skep.server.store.CatalogObjectStore;
import java.util.List;
import org.jooq.DSLContext;

/** The catalogs. */
final class SqlCatalogObjects implements CatalogObjectStore {
    private final DSLContext sql;

    SqlCatalogObjects(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public boolean exists(CatalogName name) {
        return sql.fetchExists(CATALOG, CATALOG.NAME.eq(name.value()));
    }

    @Override
    public List<CatalogName> names() {
        return sql.select(CATALOG.NAME).from(CATALOG).orderBy(CATALOG.NAME).fetch(row -> new CatalogName(row.value1()));
    }
}
