package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Database;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database. */
record DatabaseJson(
        @Nullable String catalog,
        @Nullable String name,
        @Nullable String comment,
        @Nullable String location,
        @Nullable String managedLocation,
        @Nullable OwnerJson owner,
        @Nullable String createdAt,
        @Nullable Map<String, String> parameters,
        @Nullable Long version) {

    static DatabaseJson of(Stored<Database> stored) {
        return of(stored.value(), stored.version());
    }

    static DatabaseJson of(Database database, @Nullable Long version) {
        return new DatabaseJson(
                database.name().catalog().value(),
                database.name().value(),
                database.comment(),
                database.location(),
                database.managedLocation(),
                OwnerJson.of(database.owner()),
                database.createdAt() == null ? null : database.createdAt().toString(),
                database.parameters(),
                version);
    }

    Database toDraft(CatalogName inCatalog) {
        return toModel(inCatalog, Required.present(name, "name"), Extras.NONE);
    }

    /** What the database becomes when this replaces it. */
    Database toReplacement(Database current) {
        return toModel(current.name().catalog(), name == null ? current.name().value() : name, current.extras());
    }

    private Database toModel(CatalogName inCatalog, String newName, Extras extras) {
        Required.same(catalog, inCatalog.value(), "catalog");
        return new Database(
                Names.database(inCatalog, newName),
                comment,
                location,
                managedLocation,
                OwnerJson.toModel(owner),
                Required.time(createdAt, "createdAt"),
                parameters == null ? Map.of() : parameters,
                extras);
    }
}
