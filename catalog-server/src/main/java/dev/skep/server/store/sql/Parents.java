package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.TBL;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;

/**
 * Keeps the row that others refer to from being dropped while a row below it is written. The databases' foreign keys do
 * that; where they take no lock (H2), the row is locked here.
 */
public final class Parents {
    private final DSLContext sql;
    private final DialectTraits traits;

    Parents(DSLContext sql, DialectTraits traits) {
        this.sql = sql;
        this.traits = traits;
    }

    /**
     * The database's id.
     *
     * @throws CatalogException {@code NOT_FOUND_DATABASE}
     */
    public long hold(DatabaseName name) {
        SelectConditionStep<Record1<Long>> select = sql.select(DB.ID).from(DB).where(SqlDatabases.named(name));
        return (traits.foreignKeysLock() ? select : select.forUpdate())
                .fetchOptional(DB.ID)
                .orElseThrow(() -> CatalogException.notFound(name));
    }

    /**
     * The table's id.
     *
     * @throws CatalogException {@code NOT_FOUND_TABLE}
     */
    long hold(TableName name) {
        SelectConditionStep<Record1<Long>> select = sql.select(TBL.ID).from(TBL).where(SqlTables.named(name));
        return (traits.foreignKeysLock() ? select : select.forUpdate())
                .fetchOptional(TBL.ID)
                .orElseThrow(() -> CatalogException.notFound(name));
    }

    /** @throws CatalogException {@code NOT_FOUND_TABLE} where this has to ask, else the foreign key will refuse */
    public void hold(TableHead table) {
        if (traits.foreignKeysLock()) {
            return;
        }
        int found = sql.select(TBL.ID)
                .from(TBL)
                .where(TBL.ID.eq(table.id()))
                .forUpdate()
                .execute();
        if (found == 0) {
            throw CatalogException.notFound(table.name());
        }
    }
}
