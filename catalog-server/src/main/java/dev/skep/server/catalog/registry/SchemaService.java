package dev.skep.server.catalog.registry;

import dev.skep.server.catalog.Rules;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.schema.ColumnSearch;
import dev.skep.server.model.schema.NumberedVersion;
import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;
import dev.skep.server.model.schema.SchemaVersion;
import dev.skep.server.model.schema.SchemaVersionName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.util.List;
import java.util.function.UnaryOperator;

/** Schemas, their versions, and serdes by name. */
public final class SchemaService {
    private static final int MAX_NAME = 256;

    private final CatalogStore store;

    public SchemaService(CatalogStore store) {
        this.store = store;
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}, {@code ALREADY_EXISTS} */
    public void create(MemberName name, Schema schema) {
        Rules.checkName("schema", name.value(), MAX_NAME);
        store.inTransaction(tx -> {
            tx.registries().schemas().insert(name, schema);
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public Schema get(MemberName name) {
        return store.read(tx -> tx.registries().schemas().find(name)).orElseThrow(() -> noSchema(name));
    }

    /**
     * Alters what may be altered: neither its name nor its type.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}
     */
    public void alter(MemberName name, Schema next) {
        store.inTransaction(tx -> {
            Schema altered = lock(tx, name).altered(next);
            tx.registries().schemas().replace(name, altered);
            return altered;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER}; {@code NOT_EMPTY} if it has a version */
    public void drop(MemberName name) {
        store.inTransaction(tx -> {
            lock(tx, name);
            tx.registries().schemaVersions().latest(name).ifPresent(version -> {
                throw new CatalogException(
                        ErrorKind.NOT_EMPTY,
                        "Schema " + name + " cannot be dropped: it has version " + version.number()
                                + "; drop its versions first");
            });
            return tx.registries().schemas().delete(name);
        });
    }

    /**
     * Adds a version. A serde that comes with it is registered under its name, unless there is one of that name.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}, {@code ALREADY_EXISTS}
     */
    public void addVersion(SchemaVersionName name, SchemaVersion version) {
        store.inTransaction(tx -> {
            lock(tx, name.schema());
            tx.registries().schemaVersions().insert(name, version);
            RegisteredSerde serde = version.serde();
            String serdeName = serde == null ? null : serde.serde().name();
            if (serde != null
                    && serdeName != null
                    && tx.registries().serdes().find(serdeName).isEmpty()) {
                tx.registries().serdes().insert(serdeName, serde);
            }
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public SchemaVersion version(SchemaVersionName name) {
        return store.read(tx -> tx.registries().schemaVersions().find(name)).orElseThrow(() -> noVersion(name));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such schema, or it has no version */
    public NumberedVersion latestVersion(MemberName schema) {
        return store.read(tx -> tx.registries().schemaVersions().latest(schema)).orElseThrow(() -> noVersions(schema));
    }

    /**
     * The highest number first.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such schema, or it has no version
     */
    public List<NumberedVersion> versions(MemberName schema) {
        List<NumberedVersion> versions =
                store.read(tx -> tx.registries().schemaVersions().all(schema));
        if (versions.isEmpty()) {
            throw noVersions(schema);
        }
        return versions;
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void dropVersion(SchemaVersionName name) {
        if (!store.inTransaction(tx -> tx.registries().schemaVersions().delete(name))) {
            throw noVersion(name);
        }
    }

    public List<SchemaVersionName> versionsWithColumn(ColumnSearch search) {
        return store.read(tx -> tx.registries().schemaVersions().withColumn(search));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such version or no such serde */
    public void map(SchemaVersionName name, String serde) {
        store.inTransaction(tx -> {
            RegisteredSerde registered = tx.registries().serdes().find(serde).orElseThrow(() -> noSerde(serde));
            return alter(tx, name, version -> version.with(registered));
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void setState(SchemaVersionName name, SchemaVersion.State state) {
        store.inTransaction(tx -> alter(tx, name, version -> version.with(state)));
    }

    /** @throws CatalogException {@code ALREADY_EXISTS} */
    public void addSerde(String name, RegisteredSerde serde) {
        if (name.isBlank()) {
            throw CatalogException.invalid("A serde that is registered needs a name");
        }
        store.inTransaction(tx -> {
            tx.registries().serdes().insert(name, serde);
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public RegisteredSerde serde(String name) {
        return store.read(tx -> tx.registries().serdes().find(name)).orElseThrow(() -> noSerde(name));
    }

    private static SchemaVersion alter(Tx tx, SchemaVersionName name, UnaryOperator<SchemaVersion> change) {
        SchemaVersion version = tx.registries().schemaVersions().lock(name).orElseThrow(() -> noVersion(name));
        SchemaVersion altered = change.apply(version);
        tx.registries().schemaVersions().replace(name, altered);
        return altered;
    }

    private static Schema lock(Tx tx, MemberName name) {
        return tx.registries().schemas().lock(name).orElseThrow(() -> noSchema(name));
    }

    private static CatalogException noSchema(MemberName name) {
        return CatalogException.notFound("schema", name);
    }

    private static CatalogException noVersions(MemberName schema) {
        return new CatalogException(
                ErrorKind.NOT_FOUND_OTHER, "There is no schema " + schema + ", or it has no version yet");
    }

    private static CatalogException noVersion(SchemaVersionName name) {
        return CatalogException.notFound("version", name);
    }

    private static CatalogException noSerde(String name) {
        return CatalogException.notFound("serde", name);
    }
}
