package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AddSchemaVersionArgs;
import dev.skep.hive.api.AddSerdeArgs;
import dev.skep.hive.api.AlterISchemaRequest;
import dev.skep.hive.api.AlterIschemaArgs;
import dev.skep.hive.api.CreateIschemaArgs;
import dev.skep.hive.api.DropIschemaArgs;
import dev.skep.hive.api.DropSchemaVersionArgs;
import dev.skep.hive.api.FindSchemasByColsResp;
import dev.skep.hive.api.FindSchemasByColsRqst;
import dev.skep.hive.api.GetIschemaArgs;
import dev.skep.hive.api.GetSchemaAllVersionsArgs;
import dev.skep.hive.api.GetSchemaLatestVersionArgs;
import dev.skep.hive.api.GetSchemaVersionArgs;
import dev.skep.hive.api.GetSchemasByColsArgs;
import dev.skep.hive.api.GetSerdeArgs;
import dev.skep.hive.api.GetSerdeRequest;
import dev.skep.hive.api.ISchema;
import dev.skep.hive.api.MapSchemaVersionToSerdeArgs;
import dev.skep.hive.api.MapSchemaVersionToSerdeRequest;
import dev.skep.hive.api.SchemaRegistry;
import dev.skep.hive.api.SchemaVersion;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.SetSchemaVersionStateArgs;
import dev.skep.hive.api.SetSchemaVersionStateRequest;
import dev.skep.server.catalog.registry.SchemaService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.schema.ColumnSearch;
import dev.skep.server.model.schema.NumberedVersion;
import dev.skep.server.model.schema.SchemaVersionName;
import dev.skep.thrift.Elements;

/** The schema registry. */
public final class SchemaRegistryHandler implements SchemaRegistry<ClientSession> {
    private final SchemaService schemas;

    public SchemaRegistryHandler(SchemaService schemas) {
        this.schemas = schemas;
    }

    @Override
    public void createIschema(CreateIschemaArgs args, ClientSession session) {
        ISchema schema = Translation.required(args.schema(), "schema");
        schemas.create(SchemaTranslator.name(schema), SchemaTranslator.toModel(schema));
    }

    @Override
    public void alterIschema(AlterIschemaArgs args, ClientSession session) {
        AlterISchemaRequest request = Translation.required(args.rqst(), "request");
        schemas.alter(
                SchemaTranslator.name(request.name()),
                SchemaTranslator.toModel(Translation.required(request.newSchema(), "schema")));
    }

    @Override
    public ISchema getIschema(GetIschemaArgs args, ClientSession session) {
        MemberName name = SchemaTranslator.name(args.name());
        return SchemaTranslator.toWire(name, schemas.get(name));
    }

    @Override
    public void dropIschema(DropIschemaArgs args, ClientSession session) {
        schemas.drop(SchemaTranslator.name(args.name()));
    }

    @Override
    public void addSchemaVersion(AddSchemaVersionArgs args, ClientSession session) {
        SchemaVersion version = Translation.required(args.schemaVersion(), "schema version");
        schemas.addVersion(SchemaTranslator.name(version), SchemaTranslator.toModel(version));
    }

    @Override
    public SchemaVersion getSchemaVersion(GetSchemaVersionArgs args, ClientSession session) {
        SchemaVersionName name = SchemaTranslator.name(args.schemaVersion());
        return SchemaTranslator.toWire(name, schemas.version(name));
    }

    @Override
    public SchemaVersion getSchemaLatestVersion(GetSchemaLatestVersionArgs args, ClientSession session) {
        MemberName name = SchemaTranslator.name(args.schemaName());
        return toWire(name, schemas.latestVersion(name));
    }

    @Override
    public Elements<SchemaVersion> getSchemaAllVersions(GetSchemaAllVersionsArgs args, ClientSession session) {
        MemberName name = SchemaTranslator.name(args.schemaName());
        return Elements.of(schemas.versions(name).stream()
                .map(version -> toWire(name, version))
                .toList());
    }

    @Override
    public void dropSchemaVersion(DropSchemaVersionArgs args, ClientSession session) {
        schemas.dropVersion(SchemaTranslator.name(args.schemaVersion()));
    }

    @Override
    public FindSchemasByColsResp getSchemasByCols(GetSchemasByColsArgs args, ClientSession session) {
        FindSchemasByColsRqst request = Translation.required(args.rqst(), "request");
        ColumnSearch search = new ColumnSearch(request.colName(), request.colNamespace(), request.type());
        return FindSchemasByColsResp.builder()
                .schemaVersions(schemas.versionsWithColumn(search).stream()
                        .map(SchemaTranslator::toWire)
                        .toList())
                .build();
    }

    @Override
    public void mapSchemaVersionToSerde(MapSchemaVersionToSerdeArgs args, ClientSession session) {
        MapSchemaVersionToSerdeRequest request = Translation.required(args.rqst(), "request");
        schemas.map(
                SchemaTranslator.name(request.schemaVersion()),
                Translation.required(request.serdeName(), "name of the serde"));
    }

    @Override
    public void setSchemaVersionState(SetSchemaVersionStateArgs args, ClientSession session) {
        SetSchemaVersionStateRequest request = Translation.required(args.rqst(), "request");
        schemas.setState(SchemaTranslator.name(request.schemaVersion()), SchemaTranslator.state(request.state()));
    }

    @Override
    public void addSerde(AddSerdeArgs args, ClientSession session) {
        SerDeInfo serde = Translation.required(args.serde(), "serde");
        schemas.addSerde(Translation.required(serde.name(), "name of the serde"), SchemaTranslator.toModel(serde));
    }

    @Override
    public SerDeInfo getSerde(GetSerdeArgs args, ClientSession session) {
        GetSerdeRequest request = Translation.required(args.rqst(), "request");
        return SchemaTranslator.toWire(schemas.serde(Translation.required(request.serdeName(), "name of the serde")));
    }

    private static SchemaVersion toWire(MemberName schema, NumberedVersion version) {
        return SchemaTranslator.toWire(new SchemaVersionName(schema, version.number()), version.version());
    }
}
