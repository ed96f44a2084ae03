package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Function;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import org.junit.jupiter.api.Test;

/** Functions. */
abstract class FunctionKit {
    private final CatalogStoreKit kit;

    FunctionKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private Stored<Function> insert(String name) {
        return kit.write(tx -> tx.functions().insert(Samples.function(kit.db, name)));
    }

    @Test
    void keepsEverything() {
        Stored<Function> stored = insert("f");
        assertThat(stored.value()).isEqualTo(Samples.function(kit.db, "f"));
        assertThat(kit.optional(tx -> tx.functions().find(stored.value().name())))
                .contains(stored);
        assertThat(kit.optional(tx -> tx.functions().find(Names.function(kit.db, "g"))))
                .isEmpty();
    }

    @Test
    void listsInOrder() {
        Stored<Function> b = insert("b");
        Stored<Function> a = insert("a_1");
        assertThat(kit.list(tx -> tx.functions().names(kit.db, NamePattern.ALL)))
                .containsExactly("a_1", "b");
        assertThat(kit.list(tx -> tx.functions().names(kit.db, NamePattern.parse("A*"))))
                .containsExactly("a_1");
        assertThat(kit.list(tx -> tx.functions().all(Names.DEFAULT_CATALOG))).containsSequence(a, b);
    }

    @Test
    void aNameIsTakenOnce() {
        insert("f");
        assertRefused(ErrorKind.ALREADY_EXISTS, "f exists", () -> insert("f"));
        DatabaseName none = Names.database(Names.DEFAULT_CATALOG, "none");
        assertRefused(
                ErrorKind.NOT_FOUND_DATABASE,
                "none",
                () -> kit.write(tx -> tx.functions().insert(Samples.function(none, "f"))));
    }

    @Test
    void changesAndGoes() {
        Stored<Function> stored = insert("f");
        Stored<Function> updated = kit.write(tx -> tx.functions().update(stored, Samples.function(kit.db, "g")));
        assertThat(updated.version()).isEqualTo(2);
        assertThat(kit.optional(tx -> tx.functions().find(updated.value().name())))
                .contains(updated);
        assertRefused(
                ErrorKind.CONFLICT,
                "changed",
                () -> kit.write(tx -> tx.functions().update(stored, stored.value())));
        kit.run(tx -> tx.functions().delete(updated));
        assertThat(kit.optional(tx -> tx.functions().find(updated.value().name())))
                .isEmpty();
    }
}
