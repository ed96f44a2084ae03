package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.conf.ParamCastMode;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** One connection for the length of one transaction, and how to speak on it. */
final class Session implements AutoCloseable {
    /**
     * No casts around parameters: {@code cast(? as varchar(256))} would cut a longer text where the column refuses it.
     */
    private static final Settings SETTINGS =
            new Settings().withParamCastMode(ParamCastMode.NEVER).withFetchWarnings(false);

    private final Connection connection;
    private final DialectTraits traits;
    private final StatementListener listener;
    private final DSLContext sql;

    Session(Connection connection, DialectTraits traits, StatementListener listener) {
        this.connection = connection;
        this.traits = traits;
        this.listener = listener;
        this.sql = DSL.using(new DefaultConfiguration()
                .set(connection)
                .set(traits.jooq())
                .set(SETTINGS)
                .set(listener));
    }

    DSLContext sql() {
        return sql;
    }

    /** Does the work and commits it; what was written is then on disk. If the work throws, nothing of it stays. */
    <T> T commit(Function<? super DSLContext, ? extends T> work) {
        T result;
        try {
            result = work.apply(sql);
            listener.requireNoFailure();
        } catch (RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
        try {
            connection.commit();
            if (listener.hasWritten()) {
                traits.flush(connection);
            }
        } catch (SQLException e) {
            SqlFailureException failure = SqlFailureException.of(e);
            if (failure.failure() == SqlFailure.RETRYABLE) {
                throw failure;
            }
            throw new CatalogException(
                    ErrorKind.UNKNOWN_OUTCOME,
                    "The connection to the catalog's database broke while the change was committed: look whether it was made",
                    e);
        }
        return result;
    }

    private void rollback(Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A connection that is lost has rolled back by itself.
            reason.addSuppressed(e);
        }
    }

    /** Gives the connection back; what is not committed is undone by the pool. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqlFailureException.of(e).translated();
        }
    }
}
