package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Catalogs, and the id of the store. */
abstract class CatalogKit {
    private final CatalogStoreKit kit;

    CatalogKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    /** Of its own for each test, and gone after it: others count on there being one catalog. */
    private CatalogName name() {
        return Names.catalog("lake_" + kit.db.value());
    }

    private Stored<Catalog> insert() {
        return kit.write(tx -> tx.catalogs()
                .insert(new Catalog(
                        name(), "file:/lake", "a lake", Instant.ofEpochSecond(7), new Extras(Map.of("hive", "rest")))));
    }

    private void delete(Stored<Catalog> catalog) {
        kit.write(tx -> {
            tx.catalogs().delete(catalog);
            return catalog;
        });
    }

    @Test
    void keepsEverything() {
        Stored<Catalog> stored = insert();
        assertThat(kit.optional(tx -> tx.catalogs().find(name()))).contains(stored);
        assertThat(kit.locked(tx -> tx.catalogs().lock(name()))).contains(stored);
        Catalog next = new Catalog(name(), "file:/sea", null, Instant.ofEpochSecond(7), Extras.NONE);
        Stored<Catalog> altered = kit.write(tx -> tx.catalogs().update(stored, next));
        assertThat(altered.version()).isEqualTo(2);
        assertThat(kit.optional(tx -> tx.catalogs().find(name()))).contains(altered);
        assertRefused(
                ErrorKind.CONFLICT,
                "changed",
                () -> kit.write(tx -> tx.catalogs().update(stored, next)));
        delete(altered);
        assertThat(kit.optional(tx -> tx.catalogs().find(name()))).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        Stored<Catalog> stored = insert();
        assertRefused(ErrorKind.ALREADY_EXISTS, name().value(), this::insert);
        delete(stored);
    }

    @Test
    void holdsDatabasesOfItsOwn() {
        Stored<Catalog> stored = insert();
        DatabaseName inside = Names.database(name(), kit.db.value());
        var database = kit.write(tx -> tx.databases().insert(Samples.database(inside)));
        assertThat(kit.<List<String>>read(tx -> tx.databases().names(name(), NamePattern.ALL)))
                .containsExactly(kit.db.value());
        assertRefused(ErrorKind.NOT_EMPTY, "not empty", () -> delete(stored));
        kit.write(tx -> {
            tx.databases().delete(database);
            return database;
        });
        delete(stored);
    }

    @Test
    void theStoreIsIdentifiedOnce() {
        if (kit.optional(tx -> tx.catalogs().identity()).isEmpty()) {
            kit.write(tx -> {
                tx.catalogs().identify("an-id");
                return "";
            });
        }
        assertThat(kit.optional(tx -> tx.catalogs().identity())).contains("an-id");
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                "of this store",
                () -> kit.write(tx -> {
                    tx.catalogs().identify("another");
                    return "";
                }));
    }
}
