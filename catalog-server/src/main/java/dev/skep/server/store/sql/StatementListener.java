package dev.skep.server.store.sql;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteType;

/** Follows the statements of one transaction: counts them, keeps a snapshot from writing, and names their failures. */
final class StatementListener implements ExecuteListener {
    private static final long serialVersionUID = 1;

    private final transient StatementCounter counter;
    private final boolean isSnapshot;
    private boolean hasWritten;
    private boolean hasFailed;

    StatementListener(StatementCounter counter, boolean isSnapshot) {
        this.counter = counter;
        this.isSnapshot = isSnapshot;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        boolean writes = context.type() != ExecuteType.READ;
        if (writes && isSnapshot) {
            throw new IllegalStateException("A snapshot is only read; open a transaction to write");
        }
        hasWritten |= writes;
        counter.count();
    }

    @Override
    public void exception(ExecuteContext context) {
        hasFailed = true;
        RuntimeException thrown = context.exception();
        SqlFailure failure = thrown == null ? SqlFailure.OTHER : SqlFailure.of(thrown);
        if (thrown != null && (failure != SqlFailure.OTHER || context.sqlException() != null)) {
            SqlFailureException named = new SqlFailureException(failure, thrown);
            context.exception(isSnapshot ? named.translated() : named);
        }
    }

    boolean hasWritten() {
        return hasWritten;
    }

    /** PostgreSQL refuses the rest of a transaction after a statement that failed; so do we everywhere. */
    void requireNoFailure() {
        if (hasFailed) {
            throw new IllegalStateException("A statement failed and the transaction went on; let its exception pass");
        }
    }
}
