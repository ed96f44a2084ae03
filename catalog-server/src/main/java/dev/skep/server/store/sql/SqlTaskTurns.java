package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.TASK_TURN;

import dev.skep.server.model.CatalogException;
import dev.skep.server.store.TaskTurnStore;
import java.time.Instant;
import org.jooq.DSLContext;

/** Whose turn it is. */
final class SqlTaskTurns implements TaskTurnStore {
    private final DSLContext sql;

    SqlTaskTurns(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public boolean take(String work, Instant now, Instant until) {
        int taken = sql.update(TASK_TURN)
                .set(TASK_TURN.UNTIL_AT, until.toEpochMilli())
                .where(TASK_TURN.NAME.eq(work))
                .and(TASK_TURN.UNTIL_AT.le(now.toEpochMilli()))
                .execute();
        if (taken > 0) {
            return true;
        }
        if (sql.fetchExists(TASK_TURN, TASK_TURN.NAME.eq(work))) {
            return false;
        }
        try {
            sql.insertInto(TASK_TURN)
                    .set(TASK_TURN.NAME, work)
                    .set(TASK_TURN.UNTIL_AT, until.toEpochMilli())
                    .execute();
            return true;
        } catch (SqlFailureException e) {
            CatalogException changed = Conflicts.changed("The turn of", work);
            throw e.meaning(changed, changed);
        }
    }
}
