package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ErrorKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Opening, and not. */
abstract class OpeningKit {
    private final CatalogStoreKit kit;

    OpeningKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @Test
    void answers() {
        kit.store.check();
        assertThat(kit.counter.total()).isPositive();
    }

    @Test
    void findsWhatIsThereWhenOpenedAgain() {
        StoreSettings settings = kit.server().fresh();
        SqlCatalogStore first = SqlCatalogStore.open(settings, new StatementCounter());
        SqlCatalogStore second = SqlCatalogStore.open(settings, new StatementCounter());
        first.inTransaction(tx -> tx.databases().insert(Samples.fullDatabase(kit.db)));
        first.close();
        assertThat(second.<Object>inTransaction(
                        tx -> tx.databases().find(kit.db).orElseThrow().value()))
                .isEqualTo(Samples.fullDatabase(kit.db));
        second.close();
    }

    @Test
    void tablesOfANewerProgramAreLeftAlone() throws SQLException {
        StoreSettings settings = kit.server().fresh();
        SqlCatalogStore store = SqlCatalogStore.open(settings, new StatementCounter());
        try (Connection connection = DriverManager.getConnection(
                        DialectTraits.of(settings.url()).url(settings.url()), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            String quote = connection.getMetaData().getIdentifierQuoteString();
            String history = "flyway_schema_history".replaceAll("^|$", quote);
            statement.executeUpdate(
                    "insert into " + history + " select 1000, '999', description, type, script, checksum,"
                            + " installed_by, installed_on, execution_time, success from " + history
                            + " where version_ = '001'".replace("version_", "version".replaceAll("^|$", quote)));
            store.close();
            assertRefused(
                    ErrorKind.UNSUPPORTED,
                    "newer version of this program (schema version 999",
                    () -> SqlCatalogStore.open(settings, new StatementCounter()).close());
        }
    }

    @Test
    void anUnknownDatabaseIsNamed() {
        assertRefused(
                ErrorKind.INVALID,
                "jdbc:nosuch:x",
                () -> SqlCatalogStore.open(new StoreSettings("jdbc:nosuch:x", "", "", 1), new StatementCounter())
                        .close());
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertRefused(
                ErrorKind.UNAVAILABLE,
                "jdbc:postgresql://127.0.0.1:1/x",
                () -> SqlCatalogStore.open(
                                new StoreSettings("jdbc:postgresql://127.0.0.1:1/x?a=b", "u", "secret", 1),
                                new StatementCounter())
                        .close());
    }
}
