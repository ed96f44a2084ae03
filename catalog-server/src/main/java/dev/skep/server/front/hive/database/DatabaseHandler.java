package dev.skep.server.front.hive.database;

import dev.skep.hive.api.AlterDatabaseArgs;
import dev.skep.hive.api.AlterDatabaseReqArgs;
import dev.skep.hive.api.AlterDatabaseRequest;
import dev.skep.hive.api.CreateDatabaseArgs;
import dev.skep.hive.api.CreateDatabaseReqArgs;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.DatabaseType;
import dev.skep.hive.api.Databases;
import dev.skep.hive.api.DropDatabaseArgs;
import dev.skep.hive.api.DropDatabaseReqArgs;
import dev.skep.hive.api.DropDatabaseRequest;
import dev.skep.hive.api.GetAllDatabasesArgs;
import dev.skep.hive.api.GetDatabaseArgs;
import dev.skep.hive.api.GetDatabaseObjectsRequest;
import dev.skep.hive.api.GetDatabaseObjectsResponse;
import dev.skep.hive.api.GetDatabaseReqArgs;
import dev.skep.hive.api.GetDatabaseRequest;
import dev.skep.hive.api.GetDatabasesArgs;
import dev.skep.hive.api.GetDatabasesReqArgs;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.DroppedDirectory;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.catalog.registry.ConnectorService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.session.LaterFields;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Precondition;
import dev.skep.server.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases. */
public final class DatabaseHandler implements Databases<ClientSession> {
    private final DatabaseService databases;
    private final ConnectorService connectors;

    public DatabaseHandler(DatabaseService databases, ConnectorService connectors) {
        this.databases = databases;
        this.connectors = connectors;
    }

    @Override
    public void createDatabase(CreateDatabaseArgs args, ClientSession session) {
        create(Translation.required(args.database(), "database"));
    }

    @Override
    public void createDatabaseReq(CreateDatabaseReqArgs args, ClientSession session) {
        create(DatabaseTranslator.database(Translation.required(args.createDatabaseRequest(), "request")));
    }

    @Override
    public Database getDatabase(GetDatabaseArgs args, ClientSession session) {
        return get(Translation.database(null, args.name()));
    }

    @Override
    public Database getDatabaseReq(GetDatabaseReqArgs args, ClientSession session) {
        GetDatabaseRequest request = Translation.required(args.request(), "request");
        return get(Translation.database(request.catalogName(), request.name()));
    }

    @Override
    public void dropDatabase(DropDatabaseArgs args, ClientSession session) {
        drop(
                Translation.database(null, args.name()),
                Translation.isTrue(args.cascade()),
                Translation.isTrue(args.deleteData()));
    }

    @Override
    public void dropDatabaseReq(DropDatabaseReqArgs args, ClientSession session) {
        DropDatabaseRequest request = Translation.required(args.req(), "request");
        drop(Translation.database(request.catalogName(), request.name()), request.cascade(), request.deleteData());
    }

    @Override
    public List<String> getDatabases(GetDatabasesArgs args, ClientSession session) {
        return databases.names(Translation.catalogOf(args.pattern()), Translation.databasePattern(args.pattern()));
    }

    @Override
    public GetDatabaseObjectsResponse getDatabasesReq(GetDatabasesReqArgs args, ClientSession session) {
        GetDatabaseObjectsRequest request = Translation.required(args.request(), "request");
        CatalogName catalog = Names.catalog(request.catalogName());
        NamePattern pattern = Translation.pattern(request.pattern());
        return GetDatabaseObjectsResponse.builder()
                .databases(databases.page(catalog, pattern, new Page(null, Integer.MAX_VALUE)).stream()
                        .map(stored -> DatabaseTranslator.toWire(stored.value()))
                        .toList())
                .build();
    }

    @Override
    public List<String> getAllDatabases(GetAllDatabasesArgs args, ClientSession session) {
        return databases.names(Names.DEFAULT_CATALOG, NamePattern.ALL);
    }

    @Override
    public void alterDatabase(AlterDatabaseArgs args, ClientSession session) {
        alter(args.dbname(), Translation.required(args.db(), "database"), session);
    }

    @Override
    public void alterDatabaseReq(AlterDatabaseReqArgs args, ClientSession session) {
        AlterDatabaseRequest request = Translation.required(args.alterDbReq(), "request");
        alter(request.oldDbName(), request.newDb(), session);
    }

    /** Databases are as old as they are here, whatever the client says. */
    private void create(Database requested) {
        if (requested.type() == DatabaseType.REMOTE) {
            connectors.get(Names.folded(Translation.required(
                    requested.connectorName(), "data connector of the remote database " + requested.name())));
        }
        Database database = requested.toBuilder().createTime(null).build();
        databases.create(
                DatabaseTranslator.toModel(Translation.database(database.catalogName(), database.name()), database),
                WriteMode.APPLY);
    }

    private Database get(DatabaseName name) {
        return DatabaseTranslator.toWire(databases.get(name).value());
    }

    private void drop(DatabaseName name, boolean cascade, boolean deleteData) {
        databases.drop(
                name,
                cascade,
                deleteData ? DroppedDirectory.REMOVED : DroppedDirectory.KEPT,
                Precondition.NONE,
                WriteMode.APPLY);
    }

    private void alter(@Nullable String oldName, Database wire, ClientSession session) {
        DatabaseName name = Translation.database(wire.catalogName(), oldName);
        LaterFields later = session.laterFields();
        databases.alter(
                name,
                before -> DatabaseTranslator.altered(
                        before, DatabaseTranslator.toModel(name, later.in(DatabaseTranslator.toWire(before), wire))),
                Precondition.NONE,
                WriteMode.APPLY);
    }
}
