package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * What every store promises, by area. All tests of a run share one store, so each works in a catalog database of its own; a
 * database product is one subclass of one line.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogStoreKit {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final TestDatabase server;

    final StatementCounter counter = new StatementCounter();
    StoreSettings settings;
    SqlCatalogStore store;
    DatabaseName db;

    CatalogStoreKit(TestDatabase server) {
        this.server = server;
    }

    @BeforeAll
    void open() {
        settings = server.fresh();
        store = SqlCatalogStore.open(settings, counter);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @BeforeEach
    void createDatabase() {
        db = Names.database(Names.DEFAULT_CATALOG, "db" + DATABASES.incrementAndGet());
        write(tx -> tx.databases().insert(Samples.database(db)));
    }

    @Nested
    class Opening extends OpeningKit {
        Opening() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Catalogs extends CatalogKit {
        Catalogs() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Databases extends DatabaseKit {
        Databases() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Tables extends TableKit {
        Tables() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Partitions extends PartitionKit {
        Partitions() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Filters extends FilterKit {
        Filters() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Statistics extends StatisticsKit {
        Statistics() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Events extends EventKit {
        Events() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Functions extends FunctionKit {
        Functions() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Schemas extends SchemaKit {
        Schemas() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Securities extends SecurityKit {
        Securities() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Constraints extends ConstraintKit {
        Constraints() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Attachments extends AttachmentKit {
        Attachments() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class SmallRegistries extends RegistryKit {
        SmallRegistries() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Transactions extends TransactionKit {
        Transactions() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Acid extends AcidKit {
        Acid() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Compactions extends CompactionKit {
        Compactions() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class AcidConcurrency extends AcidConcurrencyKit {
        AcidConcurrency() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Crawls extends CrawlKit {
        Crawls() {
            super(CatalogStoreKit.this);
        }
    }

    @Nested
    class Budgets extends BudgetKit {
        Budgets() {
            super(CatalogStoreKit.this);
        }
    }

    TestDatabase server() {
        return server;
    }

    TableName name(String table) {
        return Names.table(db, table);
    }

    /** A table partitioned by {@code dt date, hr int}. */
    TableHead partitioned() {
        return create(name("t"), new Column("dt", "date"), new Column("hr", "int"));
    }

    TableHead create(TableName name, Column... keys) {
        Stored<Table> stored = write(tx -> tx.tables().insert(Samples.table(name, keys)));
        return TableHead.of(stored);
    }

    <T> T write(Function<Tx, T> work) {
        return store.inTransaction(work);
    }

    void run(Consumer<Tx> work) {
        store.inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    <T> T read(Function<Tx, T> work) {
        try (Snapshot snapshot = store.snapshot()) {
            return work.apply(snapshot);
        }
    }

    // AssertJ chooses the kind of assertion by the type, which a method of any type leaves open.

    <T> Optional<T> optional(Function<Tx, Optional<T>> work) {
        return read(work);
    }

    <T> Optional<T> locked(Function<Tx, Optional<T>> work) {
        return write(work);
    }

    <T> List<T> list(Function<Tx, List<T>> work) {
        return read(work);
    }

    <T> Set<T> set(Function<Tx, Set<T>> work) {
        return read(work);
    }

    <K, V> Map<K, V> map(Function<Tx, Map<K, V>> work) {
        return read(work);
    }

    static void assertRefused(ErrorKind kind, String message, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(CatalogException.class, e -> {
            assertThat(e.kind()).as("%s", e.getMessage()).isEqualTo(kind);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
