package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.ISchema;
import dev.skep.hive.api.ISchemaName;
import dev.skep.hive.api.SchemaCompatibility;
import dev.skep.hive.api.SchemaType;
import dev.skep.hive.api.SchemaValidation;
import dev.skep.hive.api.SchemaVersionDescriptor;
import dev.skep.hive.api.SchemaVersionState;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.Serde;
import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;
import dev.skep.server.model.schema.SchemaVersion;
import dev.skep.server.model.schema.SchemaVersionName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schemas and serdes of the wire and of the model. */
final class SchemaTranslator {
    private SchemaTranslator() {}

    static MemberName name(@Nullable ISchemaName wire) {
        ISchemaName name = Translation.required(wire, "schema name");
        return Translation.member(name.catName(), name.dbName(), name.schemaName(), "schema name");
    }

    static MemberName name(ISchema wire) {
        return Translation.member(wire.catName(), wire.dbName(), wire.name(), "schema name");
    }

    static SchemaVersionName name(@Nullable SchemaVersionDescriptor wire) {
        SchemaVersionDescriptor version = Translation.required(wire, "schema version");
        return new SchemaVersionName(name(version.schema()), Translation.required(version.version(), "version number"));
    }

    static SchemaVersionName name(dev.skep.hive.api.SchemaVersion wire) {
        return new SchemaVersionName(name(wire.schema()), Translation.required(wire.version(), "version number"));
    }

    static Schema toModel(ISchema wire) {
        return new Schema(
                Translation.constant(Schema.Type.class, wire.schemaType(), "type of the schema"),
                Translation.constant(Schema.Compatibility.class, wire.compatibility(), "compatibility of the schema"),
                Translation.constant(Schema.Validation.class, wire.validationLevel(), "validation level of the schema"),
                Translation.isTrue(wire.canEvolve()),
                wire.schemaGroup(),
                wire.description(),
                Rest.keep(
                        ISchema.CODEC, ISchema.builder().unknown(wire.unknown()).build()));
    }

    static ISchema toWire(MemberName name, Schema schema) {
        return Rest.of(ISchema.CODEC, schema.extras())
                .map(ISchema::toBuilder)
                .orElseGet(ISchema::builder)
                .catName(name.database().catalog().value())
                .dbName(name.database().value())
                .name(name.value())
                .schemaType(SchemaType.valueOf(schema.type().name()))
                .compatibility(
                        SchemaCompatibility.valueOf(schema.compatibility().name()))
                .validationLevel(SchemaValidation.valueOf(schema.validation().name()))
                .canEvolve(schema.canEvolve())
                .schemaGroup(schema.group())
                .description(schema.description())
                .build();
    }

    static SchemaVersion toModel(dev.skep.hive.api.SchemaVersion wire) {
        return new SchemaVersion(
                Objects.requireNonNullElse(wire.createdAt(), 0L),
                LayoutTranslator.columns(wire.cols()),
                wire.state() == null ? null : state(wire.state()),
                wire.description(),
                wire.schemaText(),
                wire.fingerprint(),
                wire.name(),
                wire.serDe() == null ? null : toModel(wire.serDe()),
                Rest.keep(
                        dev.skep.hive.api.SchemaVersion.CODEC,
                        dev.skep.hive.api.SchemaVersion.builder()
                                .unknown(wire.unknown())
                                .build()));
    }

    static dev.skep.hive.api.SchemaVersion toWire(SchemaVersionName name, SchemaVersion version) {
        SchemaVersion.State state = version.state();
        RegisteredSerde serde = version.serde();
        return Rest.of(dev.skep.hive.api.SchemaVersion.CODEC, version.extras())
                .map(dev.skep.hive.api.SchemaVersion::toBuilder)
                .orElseGet(dev.skep.hive.api.SchemaVersion::builder)
                .schema(toWire(name.schema()))
                .version(name.version())
                .createdAt(version.createdAt())
                .cols(LayoutTranslator.fields(version.columns()))
                .state(state == null ? null : SchemaVersionState.valueOf(state.name()))
                .description(version.description())
                .schemaText(version.text())
                .fingerprint(version.fingerprint())
                .name(version.name())
                .serDe(serde == null ? null : toWire(serde))
                .build();
    }

    static SchemaVersionDescriptor toWire(SchemaVersionName name) {
        return SchemaVersionDescriptor.builder()
                .schema(toWire(name.schema()))
                .version(name.version())
                .build();
    }

    static SchemaVersion.State state(@Nullable SchemaVersionState wire) {
        return Translation.constant(SchemaVersion.State.class, wire, "state of the schema version");
    }

    static RegisteredSerde toModel(SerDeInfo wire) {
        return new RegisteredSerde(
                new Serde(wire.name(), wire.serializationLib(), Translation.orEmpty(wire.parameters())),
                Rest.keep(
                        SerDeInfo.CODEC,
                        wire.toBuilder()
                                .name(null)
                                .serializationLib(null)
                                .parameters(null)
                                .build()));
    }

    static SerDeInfo toWire(RegisteredSerde registered) {
        return Rest.of(SerDeInfo.CODEC, registered.extras())
                .map(SerDeInfo::toBuilder)
                .orElseGet(SerDeInfo::builder)
                .name(registered.serde().name())
                .serializationLib(registered.serde().library())
                .parameters(registered.serde().parameters())
                .build();
    }

    private static ISchemaName toWire(MemberName name) {
        return ISchemaName.builder()
                .catName(name.database().catalog().value())
                .dbName(name.database().value())
                .schemaName(name.value())
                .build();
    }
}
