package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Resource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The columns by which the tables of ACID name a database, a table or a partition. */
record Places(
        Field<String> catalog,
        Field<String> database,
        Field<String> table,
        @Nullable Field<String> partition) {
    Condition in(DatabaseName name) {
        return catalog.eq(name.catalog().value()).and(database.eq(name.value()));
    }

    Condition in(TableName name) {
        return in(name.database()).and(table.eq(name.value()));
    }

    /** The resource and all that is within it. */
    Condition within(Resource resource) {
        Condition condition = in(resource.database());
        if (resource.table() != null) {
            condition = condition.and(table.eq(resource.table()));
        }
        if (resource.partition() != null) {
            condition = condition.and(partition == null ? DSL.falseCondition() : partition.eq(resource.partition()));
        }
        return condition;
    }

    Resource of(Record row) {
        return new Resource(
                Names.database(new CatalogName(row.get(catalog)), row.get(database)),
                row.get(table),
                partition == null ? null : row.get(partition));
    }
}
