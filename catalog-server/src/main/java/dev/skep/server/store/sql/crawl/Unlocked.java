package dev.skep.server.store.sql.crawl;

import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;

/**
 * Takes the first row that nobody else has locked. Candidates are read before one of them is locked: H2 counts rows that it
 * skips towards a limit, and without one all rows would be locked.
 *
 * @param id the key of the table
 */
record Unlocked(DSLContext sql, Table<?> table, Field<Long> id) {
    /** So many others may take one at the same time. */
    private static final int CANDIDATES = 64;

    /**
     * @param condition has to hold when the row is locked, too
     * @param atFirst has to hold when candidates are looked for
     */
    Optional<Record> first(Condition condition, Condition atFirst, Field<Long> order) {
        List<OrderField<Long>> inOrder = List.of(order, id);
        List<Long> candidates = sql.select(id)
                .from(table)
                .where(condition)
                .and(atFirst)
                .orderBy(inOrder)
                .limit(CANDIDATES)
                .fetch(id);
        for (Long candidate : candidates) {
            Optional<Record> locked = sql.select(table.fields())
                    .from(table)
                    .where(id.eq(candidate))
                    .and(condition)
                    .forUpdate()
                    .skipLocked()
                    .fetchOptional(row -> row);
            if (locked.isPresent()) {
                return locked;
            }
        }
        return Optional.empty();
    }
}
