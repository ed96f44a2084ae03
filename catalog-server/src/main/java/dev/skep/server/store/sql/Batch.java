package dev.skep.server.store.sql;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** One statement executed for many rows, which go to the database together. */
final class Batch {
    private Batch() {}

    /** @param rows a value for each parameter of the statement, in their order */
    static void execute(DSLContext sql, Query statement, List<@Nullable Object[]> rows) {
        for (List<@Nullable Object[]> chunk : Chunks.of(rows, Chunks.BATCH)) {
            sql.batch(statement).bind(chunk.toArray(Object[][]::new)).execute();
        }
    }
}
