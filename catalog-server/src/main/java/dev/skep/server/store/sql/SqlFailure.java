package dev.skep.server.store.sql;

import dev.skep.sql.StorableText;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Why a statement failed, told from the codes of all databases, which do not contradict each other. */
enum SqlFailure {
    DUPLICATE_KEY,
    /** The row refers to one that does not exist, or is referred to. */
    FOREIGN_KEY,
    TOO_LONG,
    /** A character that the database cannot store. */
    UNSTORABLE,
    /** A deadlock or another writer came first: the whole transaction may succeed when run again. */
    RETRYABLE,
    CONNECTION_LOST,
    OTHER;

    static SqlFailure of(Throwable failure) {
        Deque<Throwable> pending = new ArrayDeque<>();
        Set<Throwable> seen = new HashSet<>();
        pending.add(failure);
        while (!pending.isEmpty()) {
            Throwable each = pending.poll();
            if (!seen.add(each)) {
                continue;
            }
            if (each instanceof StorableText.UnstorableException) {
                return UNSTORABLE;
            }
            if (each instanceof SQLException sql) {
                SqlFailure told = ofOne(sql);
                if (told != OTHER) {
                    return told;
                }
                if (sql.getNextException() != null) {
                    pending.add(sql.getNextException());
                }
            }
            if (each.getCause() != null) {
                pending.add(each.getCause());
            }
        }
        return OTHER;
    }

    private static SqlFailure ofOne(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        SqlFailure byState = switch (state) {
            case "23505" -> DUPLICATE_KEY;
            case "23503", "23506" -> FOREIGN_KEY;
            // The second is PostgreSQL's for a text that its index cannot hold.
            case "22001", "54000" -> TOO_LONG;
            case "22021", "22P05" -> UNSTORABLE;
            case "40001", "40P01", "90131", "HYT00" -> RETRYABLE;
            // PostgreSQL stopping, starting or full; H2 closed.
            case "57P01", "57P02", "57P03", "53300", "90007", "90067", "90098", "90121" -> CONNECTION_LOST;
            default -> state.startsWith("08") ? CONNECTION_LOST : OTHER;
        };
        if (byState != OTHER) {
            return byState;
        }
        if (e instanceof SQLTransientConnectionException || e instanceof SQLRecoverableException) {
            return CONNECTION_LOST;
        }
        // MariaDB and MySQL, whose states say little.
        return switch (e.getErrorCode()) {
            case 1062 -> DUPLICATE_KEY;
            case 1216, 1217, 1451, 1452 -> FOREIGN_KEY;
            case 1406 -> TOO_LONG;
            case 1366 -> UNSTORABLE;
            case 1020, 1205, 1213 -> RETRYABLE;
            case 1053, 1927 -> CONNECTION_LOST;
            default -> OTHER;
        };
    }
}
