package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.store.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases and catalogs. */
abstract class DatabaseKit {
    private final CatalogStoreKit kit;

    DatabaseKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private DatabaseName sub(String suffix) {
        return Names.database(Names.DEFAULT_CATALOG, kit.db.value() + suffix);
    }

    private Stored<Database> insert(DatabaseName name) {
        return kit.write(tx -> tx.databases().insert(Samples.database(name)));
    }

    @Test
    void theDefaultCatalogIsThere() {
        assertThat(kit.<List<CatalogName>>read(tx -> tx.catalogs().names())).containsExactly(Names.DEFAULT_CATALOG);
        assertThat(kit.<Boolean>read(tx -> tx.catalogs().exists(Names.DEFAULT_CATALOG)))
                .isTrue();
        assertThat(kit.<Boolean>read(tx -> tx.catalogs().exists(new CatalogName("other"))))
                .isFalse();
    }

    @Test
    void keepsEverything() {
        DatabaseName name = sub("_full");
        Stored<Database> stored = kit.write(tx -> tx.databases().insert(Samples.fullDatabase(name)));
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.value()).isEqualTo(Samples.fullDatabase(name));
        assertThat(kit.optional(tx -> tx.databases().find(name))).contains(stored);
        assertThat(kit.locked(tx -> tx.databases().lock(name))).contains(stored);
    }

    @Test
    void knowsWhoElseLiesInItsDirectory() {
        Stored<Database> own = at(sub("_own"), "file:/lake_x/own");
        assertThat(shared(own, "file:/lake_x/own")).isFalse();
        at(sub("_near"), "file:/lake_x/own2");
        at(sub("_odd"), "file:/lake%x/own/below");
        assertThat(shared(own, "file:/lake_x/own")).isFalse();
        at(sub("_below"), "file:/lake_x/own/below");
        assertThat(shared(own, "file:/lake_x/own")).isTrue();
    }

    private Stored<Database> at(DatabaseName name, String location) {
        Database plain = Samples.database(name);
        return kit.write(tx -> tx.databases()
                .insert(new Database(
                        name, plain.comment(), location, null, null, null, plain.parameters(), plain.extras())));
    }

    private boolean shared(Stored<Database> own, String directory) {
        return kit.<Boolean>read(tx -> tx.databases().isShared(own, directory));
    }

    @Test
    void namesMayHoldAnything() {
        DatabaseName name = sub("_ünï 数 😀 'q' \"d\" \\ %");
        Stored<Database> stored = insert(name);
        assertThat(kit.optional(tx -> tx.databases().find(name))).contains(stored);
        assertThat(kit.optional(tx -> tx.databases().find(sub("_ünï 数 😀 'q' \"d\" \\ "))))
                .isEmpty();
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(kit.optional(tx -> tx.databases().find(sub("_none")))).isEmpty();
        assertThat(kit.locked(tx -> tx.databases().lock(sub("_none")))).isEmpty();
        assertThat(kit.optional(tx -> tx.databases().find(Names.database(new CatalogName("other"), kit.db.value()))))
                .isEmpty();
    }

    @Test
    void aNameIsTakenOnce() {
        insert(sub("_a"));
        assertRefused(ErrorKind.ALREADY_EXISTS, sub("_a").toString(), () -> insert(sub("_a")));
    }

    @Test
    void theCatalogMustExist() {
        DatabaseName name = Names.database(new CatalogName("other"), "d");
        assertRefused(ErrorKind.NOT_FOUND_CATALOG, "other", () -> insert(name));
    }

    @Test
    void listsByPatternInOrder() {
        List.of("_b1", "_a1", "_a_2", "_a%3", "_é", "_z").forEach(suffix -> insert(sub(suffix)));
        String prefix = kit.db.value() + "_";
        assertThat(names(prefix + "*"))
                .containsExactly(
                        prefix + "a%3", prefix + "a1", prefix + "a_2", prefix + "b1", prefix + "z", prefix + "é");
        assertThat(names(prefix + ".1")).containsExactly(prefix + "a1", prefix + "b1");
        assertThat(names(prefix + "A_*|" + prefix + "B1")).containsExactly(prefix + "a_2", prefix + "b1");
        assertThat(names(prefix + "a%*")).containsExactly(prefix + "a%3");
        assertThat(names(prefix + "a1")).containsExactly(prefix + "a1");
        assertThat(names(prefix)).isEmpty();
        assertThat(names("*")).contains(prefix + "z", kit.db.value());
    }

    private List<String> names(String pattern) {
        return kit.read(tx -> tx.databases().names(Names.DEFAULT_CATALOG, NamePattern.parse(pattern)));
    }

    @Test
    void pagesGoOnBehindTheLastName() {
        List.of("_c", "_a", "_b").forEach(suffix -> insert(sub(suffix)));
        NamePattern pattern = NamePattern.parse(kit.db.value() + "_*");
        List<Stored<Database>> first =
                kit.read(tx -> tx.databases().page(Names.DEFAULT_CATALOG, pattern, new Page(null, 2)));
        assertThat(first).extracting(each -> each.value().name()).containsExactly(sub("_a"), sub("_b"));
        List<Stored<Database>> second = kit.read(tx -> tx.databases()
                .page(Names.DEFAULT_CATALOG, pattern, new Page(sub("_b").value(), 2)));
        assertThat(second).extracting(each -> each.value().name()).containsExactly(sub("_c"));
    }

    @Test
    void anUpdateRenamesAndCounts() {
        Stored<Database> stored = insert(sub("_old"));
        Stored<Database> updated = kit.write(tx -> tx.databases().update(stored, Samples.fullDatabase(sub("_new"))));
        assertThat(updated.version()).isEqualTo(2);
        assertThat(kit.optional(tx -> tx.databases().find(sub("_new")))).contains(updated);
        assertThat(kit.optional(tx -> tx.databases().find(sub("_old")))).isEmpty();
        assertRefused(
                ErrorKind.CONFLICT,
                sub("_old").toString(),
                () -> kit.write(tx -> tx.databases().update(stored, Samples.database(sub("_third")))));
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                kit.db.toString(),
                () -> kit.write(tx -> tx.databases().update(updated, Samples.database(kit.db))));
    }

    @Test
    void onlyAnEmptyOneIsDeleted() {
        Stored<Database> stored = insert(sub("_x"));
        kit.write(tx -> tx.tables().insert(Samples.table(Names.table(sub("_x"), "t"))));
        assertRefused(
                ErrorKind.NOT_EMPTY,
                sub("_x").toString(),
                () -> kit.run(tx -> tx.databases().delete(stored)));
        kit.run(tx -> {
            tx.tables().delete(tx.tables().head(Names.table(sub("_x"), "t")).orElseThrow());
            tx.databases().delete(stored);
        });
        assertThat(kit.optional(tx -> tx.databases().find(sub("_x")))).isEmpty();

        Stored<Database> withFunction = insert(sub("_y"));
        kit.write(tx -> tx.functions().insert(Samples.function(sub("_y"), "f")));
        assertRefused(
                ErrorKind.NOT_EMPTY,
                sub("_y").toString(),
                () -> kit.run(tx -> tx.databases().delete(withFunction)));
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertRefused(ErrorKind.INVALID, "longer", () -> insert(sub("x".repeat(300))));
    }
}
