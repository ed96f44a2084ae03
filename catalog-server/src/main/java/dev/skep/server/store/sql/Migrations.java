package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/** Brings the tables of a database to what this program expects. */
final class Migrations {
    private Migrations() {}

    /**
     * @throws CatalogException {@code UNSUPPORTED} if a newer program has already changed the tables; {@code INTERNAL} if
     *     a migration fails
     */
    static void run(DataSource database, DialectTraits traits) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .configuration(settings(traits))
                .locations("classpath:db/migration")
                .dataSource(database)
                .load();
        refuseNewer(flyway);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new CatalogException(
                    ErrorKind.INTERNAL,
                    "The tables of the catalog's database cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    private static void refuseNewer(Flyway flyway) {
        // Asked once: each time, all migrations are looked up and read.
        MigrationInfoService info = flyway.info();
        MigrationInfo current = info.current();
        MigrationVersion newest = Arrays.stream(info.all())
                .filter(migration -> !migration.getState().isApplied()
                        || migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
        if (current != null && current.getVersion().compareTo(newest) > 0) {
            throw new CatalogException(
                    ErrorKind.UNSUPPORTED,
                    "The catalog's database was written by a newer version of this program (schema version "
                            + current.getVersion() + ", this program knows up to " + newest
                            + "). Start the newer program, or restore a backup from before its first start.");
        }
    }

    private static Properties settings(DialectTraits traits) {
        Properties settings = new Properties();
        try (InputStream file = Migrations.class.getClassLoader().getResourceAsStream(traits.migrationSettings())) {
            if (file == null) {
                throw new IllegalStateException("The program lacks its file " + traits.migrationSettings());
            }
            settings.load(file);
        } catch (IOException e) {
            throw new IllegalStateException("The program's file " + traits.migrationSettings() + " cannot be read", e);
        }
        return settings;
    }
}
