package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.TBL;
import static dev.skep.sql.Tables.TBL_CONSTRAINT;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintKind;
import dev.skep.server.model.constraint.ConstraintQuery;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.store.ConstraintStore;
import dev.skep.sql.tables.Db;
import dev.skep.sql.tables.Tbl;
import dev.skep.sql.tables.TblConstraint;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Constraints of tables. */
final class SqlConstraints implements ConstraintStore {
    private static final Tbl PARENT = TBL.as("parent");
    private static final Db PARENT_DB = DB.as("parent_db");
    private static final TblConstraint PARENT_KEY = TBL_CONSTRAINT.as("parent_key");

    private final DSLContext sql;
    private final Ids ids;
    private final Parents parents;

    SqlConstraints(DSLContext sql, Ids ids, Parents parents) {
        this.sql = sql;
        this.ids = ids;
        this.parents = parents;
    }

    @Override
    public List<Stored<Constraint>> find(ConstraintQuery query) {
        return sql.select(TBL_CONSTRAINT.ID, TBL_CONSTRAINT.NAME, TBL_CONSTRAINT.KIND, TBL_CONSTRAINT.BODY)
                .select(TBL.NAME, DB.NAME, PARENT.NAME, PARENT_DB.NAME, PARENT_KEY.NAME)
                .from(TBL_CONSTRAINT)
                .join(TBL)
                .on(TBL.ID.eq(TBL_CONSTRAINT.TBL_ID))
                .join(DB)
                .on(DB.ID.eq(TBL.DB_ID))
                .leftJoin(PARENT)
                .on(PARENT.ID.eq(TBL_CONSTRAINT.PARENT_TBL_ID))
                .leftJoin(PARENT_DB)
                .on(PARENT_DB.ID.eq(PARENT.DB_ID))
                .leftJoin(PARENT_KEY)
                .on(PARENT_KEY.PRIMARY_OF.eq(TBL_CONSTRAINT.PARENT_TBL_ID))
                .where(DB.CATALOG_ID.eq(SqlDatabases.idOf(query.catalog())))
                .and(named(DB.NAME, query.database()))
                .and(named(TBL.NAME, query.table()))
                .and(named(PARENT_DB.NAME, query.parentDatabase()))
                .and(named(PARENT.NAME, query.parentTable()))
                .and(TBL_CONSTRAINT.KIND.in(
                        query.kinds().stream().map(ConstraintKind::name).toList()))
                .orderBy(TBL_CONSTRAINT.ID)
                .fetch(row -> constraint(query.catalog(), row));
    }

    @Override
    public void insert(long tableId, Constraint constraint) {
        long id = ids.take();
        Rule rule = constraint.rule();
        TableName parent = rule instanceof Rule.ForeignKey key ? key.parent() : null;
        Long parentId = parent == null ? null : parents.hold(parent);
        try {
            sql.insertInto(TBL_CONSTRAINT)
                    .set(TBL_CONSTRAINT.ID, id)
                    .set(TBL_CONSTRAINT.TBL_ID, tableId)
                    .set(TBL_CONSTRAINT.NAME, constraint.name())
                    .set(TBL_CONSTRAINT.KIND, rule.kind().name())
                    .set(TBL_CONSTRAINT.PARENT_TBL_ID, parentId)
                    .set(TBL_CONSTRAINT.PRIMARY_OF, rule.kind() == ConstraintKind.PRIMARY_KEY ? tableId : null)
                    .set(TBL_CONSTRAINT.BODY, StoredJson.write(ConstraintBody.of(constraint)))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    new CatalogException(
                            ErrorKind.ALREADY_EXISTS,
                            "Table " + constraint.table() + " has a constraint " + constraint.name()
                                    + ", or a primary key, already"),
                    CatalogException.notFound(constraint.table()));
        }
    }

    @Override
    public void rewrite(Stored<Constraint> constraint, Rule rule) {
        sql.update(TBL_CONSTRAINT)
                .set(
                        TBL_CONSTRAINT.BODY,
                        StoredJson.write(ConstraintBody.of(constraint.value().withRule(rule))))
                .where(TBL_CONSTRAINT.ID.eq(constraint.id()))
                .execute();
    }

    @Override
    public void delete(Stored<Constraint> constraint) {
        sql.deleteFrom(TBL_CONSTRAINT)
                .where(TBL_CONSTRAINT.ID.eq(constraint.id()))
                .execute();
    }

    private static Condition named(TableField<?, String> field, @Nullable String name) {
        return name == null ? DSL.noCondition() : field.eq(name);
    }

    private static Stored<Constraint> constraint(CatalogName catalog, Record row) {
        ConstraintBody body = StoredJson.read(row.get(TBL_CONSTRAINT.BODY), ConstraintBody.class);
        Rule rule = body.rule(
                ConstraintKind.valueOf(row.get(TBL_CONSTRAINT.KIND)),
                row.get(PARENT.NAME) == null ? null : table(catalog, row, PARENT_DB.NAME, PARENT.NAME),
                row.get(PARENT_KEY.NAME));
        return new Stored<>(
                row.get(TBL_CONSTRAINT.ID),
                1,
                new Constraint(
                        table(catalog, row, DB.NAME, TBL.NAME), row.get(TBL_CONSTRAINT.NAME), body.trust(), rule));
    }

    private static TableName table(CatalogName catalog, Record row, Field<String> database, Field<String> table) {
        return Names.table(Names.database(catalog, row.get(database)), row.get(table));
    }
}
