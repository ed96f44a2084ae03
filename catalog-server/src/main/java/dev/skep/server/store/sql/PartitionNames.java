package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;

import dev.skep.server.filter.CodePoints;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.sql.tables.Part;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Conditions on partitions that are asked for by name. H2 uses an index for a list of values in its first column only, and
 * would read all of the table's partitions: there the names are looked up one by one, within one statement, and the
 * condition is on the ids found.
 */
record PartitionNames(DSLContext sql, DialectTraits traits) {
    private static final Part NAMED = PART.as("named");
    private static final Field<String> WANTED = DSL.field(DSL.name("wanted", "name"), String.class);

    /** The names in their order, cut to what one condition may list. */
    static List<List<String>> chunks(Collection<PartitionName> names) {
        return Chunks.of(
                names.stream()
                        .map(PartitionName::value)
                        .distinct()
                        .sorted(CodePoints::compare)
                        .toList(),
                Chunks.CONDITION);
    }

    /** @param names at most {@link Chunks#CONDITION} */
    Condition among(TableHead table, List<String> names) {
        return traits.findsListsByIndex()
                ? PART.TBL_ID.eq(table.id()).and(PART.NAME.in(names))
                : PART.ID.in(ids(table, names));
    }

    private List<Long> ids(TableHead table, List<String> names) {
        Field<String[]> array = DSL.cast(DSL.val(names.toArray(String[]::new)), SQLDataType.VARCHAR.array());
        // The outer join keeps the names first: it may not be turned around.
        return sql
                .select(NAMED.ID)
                .from(DSL.unnest(array).as("wanted", "name"))
                .leftJoin(NAMED)
                .on(NAMED.TBL_ID.eq(table.id()).and(NAMED.NAME.eq(WANTED)))
                .fetch(NAMED.ID)
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
