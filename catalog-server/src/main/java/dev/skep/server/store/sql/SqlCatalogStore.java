package dev.skep.server.store.sql;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.sql.Connection;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/** The catalog in a relational database. Any number of stores, in any number of processes, may be open on the same one. */
public final class SqlCatalogStore implements CatalogStore {
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_MILLIS = 5;

    private final ConnectionPool pool;
    private final DialectTraits traits;
    private final StatementCounter counter;
    private final Ids ids;
    private final Layouts layouts;
    private final EventRecording recording;

    private SqlCatalogStore(
            ConnectionPool pool, DialectTraits traits, StatementCounter counter, EventRecording recording) {
        this.pool = pool;
        this.traits = traits;
        this.counter = counter;
        this.ids = new Ids(this::aside);
        this.layouts = new Layouts(this::aside, ids);
        this.recording = recording;
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws CatalogException {@code INVALID} if the URL is of no known database; {@code UNAVAILABLE} if the database cannot
     *     be opened, with what to do; {@code UNSUPPORTED} if a newer program has written it
     */
    public static SqlCatalogStore open(StoreSettings settings, StatementCounter counter, EventRecording recording) {
        Opening.Opened opened = Opening.open(settings);
        return new SqlCatalogStore(opened.pool(), opened.traits(), counter, recording);
    }

    /** As above; events are recorded, by the system's time. */
    public static SqlCatalogStore open(StoreSettings settings, StatementCounter counter) {
        return open(settings, counter, new EventRecording(true, false, Clock.systemUTC()));
    }

    /** Has the use of the connections measured from now on. To be called once. */
    public void measureBy(MetricsTrackerFactory trackers) {
        pool.measureBy(trackers);
    }

    @Override
    public <T> T inTransaction(Function<? super Tx, ? extends T> work) {
        return repeating(EnumSet.of(SqlFailure.RETRYABLE), pool::write, sql -> {
            SqlTx tx = tx(sql);
            T result = work.apply(tx);
            tx.events().write();
            return result;
        });
    }

    /** A short transaction that stands whatever becomes of the one around it. */
    private <T> T aside(Function<DSLContext, T> work) {
        return repeating(EnumSet.of(SqlFailure.RETRYABLE, SqlFailure.DUPLICATE_KEY), pool::side, work);
    }

    private <T> T repeating(
            Set<SqlFailure> passing, Supplier<Connection> connection, Function<? super DSLContext, ? extends T> work) {
        for (int attempt = 1; ; attempt++) {
            StatementListener listener = new StatementListener(counter, false);
            try (Session session = new Session(connection.get(), traits, listener)) {
                return session.commit(work);
            } catch (SqlFailureException e) {
                if (attempt == ATTEMPTS || !passing.contains(e.failure())) {
                    throw e.translated();
                }
            }
            pause(FIRST_PAUSE_MILLIS << attempt);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogException(ErrorKind.UNAVAILABLE, "The server is stopping; nothing was changed", e);
        }
    }

    @Override
    public Snapshot snapshot() {
        try {
            Session session = new Session(pool.snapshot(), traits, new StatementListener(counter, true));
            return new SqlSnapshot(tx(session.sql()), session);
        } catch (SqlFailureException e) {
            throw e.translated();
        }
    }

    private SqlTx tx(DSLContext sql) {
        return SqlTx.on(sql, traits, ids, layouts, recording, this::aside);
    }

    @Override
    public void check() {
        try (Snapshot snapshot = snapshot()) {
            snapshot.catalogs().exists(Names.DEFAULT_CATALOG);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
