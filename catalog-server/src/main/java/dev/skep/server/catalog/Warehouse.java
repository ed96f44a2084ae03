package dev.skep.server.catalog;

import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import org.jspecify.annotations.Nullable;

/**
 * Where things go that were not given a location.
 *
 * @param root location of the default database, without a slash at its end; other databases are {@code <root>/<name>.db}
 * @param externalRoot as {@code root}, for external tables; null to put them beside the managed ones
 */
public record Warehouse(String root, @Nullable String externalRoot) {
    String locationOf(DatabaseName database) {
        return databaseLocation(root, database);
    }

    String locationOf(Table table, Database database) {
        String parent = table.kind() == TableKind.EXTERNAL && externalRoot != null
                ? databaseLocation(externalRoot, database.name())
                : database.location() == null ? locationOf(database.name()) : database.location();
        return parent + "/" + table.name().value();
    }

    private static String databaseLocation(String root, DatabaseName database) {
        return database.value().equals(Names.DEFAULT_DATABASE) ? root : root + "/" + database.value() + ".db";
    }
}
