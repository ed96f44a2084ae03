package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.Names;
import dev.skep.server.model.Serde;
import dev.skep.server.model.schema.ColumnSearch;
import dev.skep.server.model.schema.NumberedVersion;
import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;
import dev.skep.server.model.schema.SchemaVersion;
import dev.skep.server.model.schema.SchemaVersionName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema registry; with it, what all registries by name have in common. */
abstract class SchemaKit {
    private static final Schema SCHEMA = new Schema(
            Schema.Type.AVRO,
            Schema.Compatibility.BOTH,
            Schema.Validation.ALL,
            true,
            "group",
            null,
            new Extras(Map.of("hive", "AA==")));
    private static final RegisteredSerde SERDE =
            new RegisteredSerde(new Serde("s", "example.Serde", Map.of("a", "b")), Extras.NONE);

    private final CatalogStoreKit kit;

    SchemaKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private MemberName name(String name) {
        return Names.member(kit.db, name);
    }

    private MemberName insert(String name) {
        kit.run(tx -> tx.registries().schemas().insert(name(name), SCHEMA));
        return name(name);
    }

    private SchemaVersionName insert(MemberName schema, int number, Column... columns) {
        SchemaVersionName name = new SchemaVersionName(schema, number);
        kit.run(tx -> tx.registries().schemaVersions().insert(name, version(columns)));
        return name;
    }

    private static SchemaVersion version(Column... columns) {
        return new SchemaVersion(
                7,
                List.of(columns),
                SchemaVersion.State.INITIATED,
                "a description",
                "a text",
                null,
                "one",
                SERDE,
                Extras.NONE);
    }

    @Test
    void keepsEverything() {
        MemberName name = insert("s");
        assertThat(kit.optional(tx -> tx.registries().schemas().find(name))).contains(SCHEMA);
        assertThat(kit.optional(tx -> tx.registries().schemas().find(name("t"))))
                .isEmpty();
        Column column = new Column("id", "int", "example");
        SchemaVersionName version = insert(name, 1, column);
        assertThat(kit.optional(tx -> tx.registries().schemaVersions().find(version)))
                .contains(version(column));
        assertThat(kit.list(tx -> tx.registries().schemas().names(kit.db))).containsExactly("s");
        assertThat(kit.list(tx -> tx.registries().schemas().names(kit.db.catalog())))
                .contains("s");
    }

    @Test
    void changesAndGoes() {
        MemberName name = insert("s");
        SchemaVersionName version = insert(name, 1, new Column("id", "int"));
        assertThat(kit.<SchemaVersion>write(tx -> {
                    SchemaVersion read =
                            tx.registries().schemaVersions().lock(version).orElseThrow();
                    tx.registries().schemaVersions().replace(version, read.with(SchemaVersion.State.ENABLED));
                    return tx.registries().schemaVersions().find(version).orElseThrow();
                }))
                .isEqualTo(version(new Column("id", "int")).with(SchemaVersion.State.ENABLED));
        assertThat(kit.<Boolean>write(tx -> tx.registries().schemas().delete(name)))
                .isTrue();
        assertThat(kit.optional(tx -> tx.registries().schemaVersions().find(version)))
                .isEmpty();
        assertThat(kit.<Boolean>write(tx -> tx.registries().schemas().delete(name)))
                .isFalse();
        assertRefused(
                ErrorKind.CONFLICT,
                "Schema",
                () -> kit.run(tx -> tx.registries().schemas().replace(name, SCHEMA)));
    }

    @Test
    void aNameIsTakenOnce() {
        MemberName name = insert("s");
        assertRefused(ErrorKind.ALREADY_EXISTS, "s exists", () -> insert("s"));
        insert(name, 1);
        assertRefused(ErrorKind.ALREADY_EXISTS, "exists", () -> insert(name, 1));
        MemberName nowhere = Names.member(Names.database(Names.DEFAULT_CATALOG, "none"), "s");
        assertRefused(
                ErrorKind.NOT_FOUND_DATABASE,
                "none",
                () -> kit.run(tx -> tx.registries().schemas().insert(nowhere, SCHEMA)));
    }

    @Test
    void theNewestVersionIsTheOneWithTheHighestNumber() {
        MemberName name = insert("s");
        assertThat(kit.optional(tx -> tx.registries().schemaVersions().latest(name)))
                .isEmpty();
        insert(name, 10);
        insert(name, 9);
        insert(insert("other"), 11);
        assertThat(kit.optional(tx -> tx.registries().schemaVersions().latest(name)))
                .contains(new NumberedVersion(10, version()));
        assertThat(kit.list(tx -> tx.registries().schemaVersions().all(name)))
                .extracting(NumberedVersion::number)
                .containsExactly(10, 9);
    }

    @Test
    void findsVersionsByTheirColumns() {
        MemberName name = insert("s");
        String space = kit.db.value();
        SchemaVersionName first = insert(name, 1, new Column("Id", "int", space), new Column("id2", "int", space));
        SchemaVersionName second = insert(
                name, 2, new Column("id", "struct<a:" + "x".repeat(5_000) + ">", space.toUpperCase(Locale.ROOT)));
        assertThat(found(null, space, null)).containsExactly(first, second);
        assertThat(found("ID", space, null)).containsExactly(first, second);
        assertThat(found("id2", space, "int")).containsExactly(first);
        assertThat(found("id", space, "struct<a:" + "x".repeat(5_000) + ">")).containsExactly(second);
        assertThat(found("id", space, "bigint")).isEmpty();
        kit.run(tx -> tx.registries().schemaVersions().delete(first));
        assertThat(found("id", space, null)).containsExactly(second);
    }

    private List<SchemaVersionName> found(String column, String namespace, String type) {
        return kit.list(tx -> tx.registries().schemaVersions().withColumn(new ColumnSearch(column, namespace, type)));
    }

    @Test
    void keepsSerdesByNameAndCase() {
        String name = "Serde of " + kit.db.value();
        kit.run(tx -> tx.registries().serdes().insert(name, SERDE));
        assertThat(kit.optional(tx -> tx.registries().serdes().find(name))).contains(SERDE);
        assertThat(kit.optional(tx -> tx.registries().serdes().find(name.toLowerCase(Locale.ROOT))))
                .isEmpty();
        assertThat(kit.list(tx -> tx.registries().serdes().names())).contains(name);
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                name,
                () -> kit.run(tx -> tx.registries().serdes().insert(name, SERDE)));
    }
}
