package dev.skep.server.catalog;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where things go that were not given a location. A default database is the root of its catalog, other databases are
 * {@code <root>/<name>.db}, tables lie below their database.
 *
 * <p>With two roots a database of the default catalog has a place below each: its location is that of its external
 * tables, and its managed tables go below the other root.
 *
 * @param root where the databases of the default catalog go, without a slash at its end
 * @param externalRoot as {@code root}, for external tables; null to put them beside the managed ones
 */
public record Warehouse(String root, @Nullable String externalRoot) {
    String locationOf(DatabaseName database, Catalog catalog) {
        String parent = catalog.location();
        return below(parent != null ? parent : externalRoot != null ? externalRoot : root, database);
    }

    String locationOf(Table table, Database database) {
        String parent = table.kind() == TableKind.EXTERNAL ? externalTables(database) : managedTables(database);
        return parent + "/" + table.name().value();
    }

    Set<String> roots() {
        return externalRoot == null ? Set.of(root) : Set.of(root, externalRoot);
    }

    /** Where the tables of a database go: one directory, or two. */
    Set<String> directoriesOf(Database database) {
        Set<String> directories = new LinkedHashSet<>();
        directories.add(managedTables(database));
        directories.add(externalTables(database));
        directories.add(locationOf(database));
        return directories;
    }

    private String externalTables(Database database) {
        return externalRoot != null && hasTwoPlaces(database) && !liesWithExternals(locationOf(database))
                ? below(externalRoot, database.name())
                : locationOf(database);
    }

    private String managedTables(Database database) {
        if (database.managedLocation() != null) {
            return database.managedLocation();
        }
        return hasTwoPlaces(database) && liesWithExternals(locationOf(database))
                ? below(root, database.name())
                : locationOf(database);
    }

    /** Whether the database lies below one of the roots, and not at a place that somebody chose for it. */
    private boolean hasTwoPlaces(Database database) {
        String location = locationOf(database);
        return database.name().catalog().equals(Names.DEFAULT_CATALOG)
                && (TableFiles.isBelow(root, location) || liesWithExternals(location));
    }

    /** The root that is the longer one decides, where one lies in the other. */
    private boolean liesWithExternals(String location) {
        return externalRoot != null
                && TableFiles.isBelow(externalRoot, location)
                && (externalRoot.length() > root.length() || !TableFiles.isBelow(root, location));
    }

    private String locationOf(Database database) {
        return database.location() == null ? below(root, database.name()) : database.location();
    }

    private static String below(String root, DatabaseName database) {
        return database.value().equals(Names.DEFAULT_DATABASE) ? root : root + "/" + database.value() + ".db";
    }
}
