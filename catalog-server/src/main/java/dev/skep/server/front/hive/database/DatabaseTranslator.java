package dev.skep.server.front.hive.database;

import dev.skep.hive.api.CreateDatabaseRequest;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.PrincipalType;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Extras;

/** Databases of the wire and of the model. */
public final class DatabaseTranslator {
    private DatabaseTranslator() {}

    /** @param name what the database is called, whatever the record says */
    public static dev.skep.server.model.Database toModel(DatabaseName name, Database wire) {
        return new dev.skep.server.model.Database(
                name,
                wire.description(),
                Translation.location(wire.locationUri()),
                Translation.location(wire.managedLocationUri()),
                Translation.owner(wire.ownerName(), wire.ownerType()),
                Translation.instant(wire.createTime()),
                Translation.orEmpty(wire.parameters()),
                Rest.keep(Database.CODEC, rest(wire)));
    }

    /**
     * Hive takes a comment, a location or a kind of owner that is absent for one that stays, and looks at no new name. An
     * owner's name that is absent is taken away.
     */
    static dev.skep.server.model.Database altered(
            dev.skep.server.model.Database before, dev.skep.server.model.Database next) {
        return new dev.skep.server.model.Database(
                before.name(),
                next.comment() == null ? before.comment() : next.comment(),
                next.location() == null ? before.location() : next.location(),
                next.managedLocation() == null ? before.managedLocation() : next.managedLocation(),
                next.owner(),
                before.createdAt(),
                next.parameters(),
                Rest.replace(before.extras(), next.owner() == null ? ownedBy(type(before), next) : next.extras()));
    }

    /** What is kept of a database without an owner, for whom there is a kind all the same. */
    private static Extras ownedBy(PrincipalType type, dev.skep.server.model.Database database) {
        Database rest = Rest.of(Database.CODEC, database.extras())
                .orElseGet(() -> Database.builder().build());
        return rest.ownerType() == null
                ? Rest.keep(Database.CODEC, rest.toBuilder().ownerType(type).build())
                : database.extras();
    }

    private static PrincipalType type(dev.skep.server.model.Database database) {
        if (database.owner() != null) {
            return Translation.type(database.owner());
        }
        return Rest.of(Database.CODEC, database.extras())
                .map(Database::ownerType)
                .orElse(PrincipalType.USER);
    }

    /** The database as clients read it. */
    public static Database toWire(dev.skep.server.model.Database database) {
        return Rest.of(Database.CODEC, database.extras())
                .map(Database::toBuilder)
                .orElseGet(Database::builder)
                .name(database.name().value())
                .catalogName(database.name().catalog().value())
                .description(database.comment())
                .locationUri(database.location())
                .managedLocationUri(database.managedLocation())
                .ownerName(Translation.name(database.owner()))
                .ownerType(type(database))
                .createTime(Translation.seconds(database.createdAt()))
                .parameters(database.parameters())
                .build();
    }

    static Database database(CreateDatabaseRequest request) {
        return Database.builder()
                .name(request.databaseName())
                .description(request.description())
                .locationUri(request.locationUri())
                .parameters(request.parameters())
                .ownerName(request.ownerName())
                .ownerType(request.ownerType())
                .catalogName(request.catalogName())
                .createTime(request.createTime())
                .managedLocationUri(request.managedLocationUri())
                .type(request.type())
                .connectorName(request.dataConnectorName())
                .remoteDbname(request.remoteDbname())
                .unknown(request.unknown())
                .build();
    }

    // Privileges are a part of the request: they are granted, not kept with the object.
    private static Database rest(Database wire) {
        return wire.toBuilder()
                .name(null)
                .catalogName(null)
                .description(null)
                .locationUri(null)
                .managedLocationUri(null)
                .ownerName(null)
                .ownerType(wire.ownerName() == null ? wire.ownerType() : null)
                .createTime(null)
                .parameters(null)
                .privileges(null)
                .build();
    }
}
