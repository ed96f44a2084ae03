package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;

import dev.skep.server.filter.CodePoints;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Partitions that are asked for by name. H2 uses an index for a list of values in its first column only, and would read all
 * of the table's partitions: there the names are looked up one by one within one statement, thousands at once, and what
 * else is asked is asked of the ids found.
 */
record PartitionNames(DSLContext sql, DialectTraits traits) {
    private static final Field<String> WANTED = DSL.field(DSL.name("wanted", "name"), String.class);

    /** The ids of those that exist, in the order of their names; a statement for each {@link Chunks#BATCH} of them. */
    Map<PartitionName, Long> ids(TableHead table, Collection<PartitionName> names) {
        Map<PartitionName, Long> idByName = new LinkedHashMap<>();
        for (List<String> chunk : chunks(names, Chunks.BATCH)) {
            ResultQuery<Record2<String, Long>> found = traits.findsListsByIndex()
                    ? sql.select(PART.NAME, PART.ID)
                            .from(PART)
                            .where(listed(table, chunk))
                            .orderBy(PART.NAME)
                    : lookUp(table, chunk);
            for (Record2<String, Long> row : found) {
                // A name that was looked up in vain gives a row without an id.
                if (row.value2() != null) {
                    idByName.put(new PartitionName(row.value1()), row.value2());
                }
            }
        }
        return idByName;
    }

    /** Conditions that together hold for those that exist, a statement each; in the order of their names. */
    List<Condition> conditions(TableHead table, Collection<PartitionName> names) {
        return traits.findsListsByIndex()
                ? chunks(names, Chunks.CONDITION).stream()
                        .map(chunk -> listed(table, chunk))
                        .toList()
                : Chunks.of(ids(table, names).values(), Chunks.BATCH).stream()
                        .map(PART.ID::in)
                        .toList();
    }

    private static List<List<String>> chunks(Collection<PartitionName> names, int size) {
        return Chunks.of(
                names.stream()
                        .map(PartitionName::value)
                        .distinct()
                        .sorted(CodePoints::compare)
                        .toList(),
                size);
    }

    private static Condition listed(TableHead table, List<String> names) {
        return PART.TBL_ID.eq(table.id()).and(PART.NAME.in(names));
    }

    private ResultQuery<Record2<String, Long>> lookUp(TableHead table, List<String> names) {
        Field<String[]> array = DSL.cast(DSL.val(names.toArray(String[]::new)), SQLDataType.VARCHAR.array());
        // The outer join keeps the names first: H2 may not turn it around, as it would an inner one.
        return sql.select(PART.NAME, PART.ID)
                .from(DSL.unnest(array).as("wanted", "name"))
                .leftJoin(PART)
                .on(PART.TBL_ID.eq(table.id()).and(PART.NAME.eq(WANTED)));
    }
}
