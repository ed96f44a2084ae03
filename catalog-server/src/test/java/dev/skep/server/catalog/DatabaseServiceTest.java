package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.SALES;
import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.TableKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServiceTest {
    @TempDir
    private Path root;

    private CatalogFixture catalog;

    @BeforeEach
    void open() {
        catalog = new CatalogFixture(root);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void makesTheDefaultDatabaseOnceAtTheRootOfExternalTables() {
        catalog.databases.ensureDefault();
        catalog.databases.ensureDefault();
        DatabaseName name = Names.database(Names.DEFAULT_CATALOG, "default");
        assertThat(catalog.databases.get(name).value().location()).isEqualTo(catalog.at("external"));
        refused(ErrorKind.INVALID, "cannot be dropped", () -> drop(name, true));
    }

    @Test
    void findsNamesByPattern() {
        create("salami");
        create("sal_es");
        create("other");
        assertThat(names("sal*")).containsExactly("sal_es", "salami", "sales");
        assertThat(names("SAL_*|oth.r")).containsExactly("other", "sal_es");
        assertThat(names("sal")).isEmpty();
    }

    @Test
    void refusesASecondOneOfTheSameNameAndOneInNoCatalog() {
        refused(ErrorKind.ALREADY_EXISTS, "sales", () -> create("Sales"));
        DatabaseName lost = Names.database(Names.catalog("nowhere"), "d");
        refused(
                ErrorKind.NOT_FOUND_CATALOG,
                "nowhere",
                () -> catalog.databases.create(
                        new Database(lost, null, null, null, null, Map.of(), Extras.NONE), WriteMode.APPLY));
    }

    @Test
    void changesWhatItIsButNotItsName() {
        catalog.databases.alter(
                SALES,
                current -> new Database(SALES, "what we sold", null, null, null, Map.of("a", "b"), current.extras()),
                Precondition.NONE,
                WriteMode.APPLY);
        Database altered = catalog.databases.get(SALES).value();
        assertThat(altered.comment()).isEqualTo("what we sold");
        assertThat(altered.location()).isEqualTo(catalog.at("external/sales.db"));
        assertThat(altered.createdAt()).isEqualTo(CatalogFixture.NOW);

        refused(
                ErrorKind.INVALID,
                "cannot be renamed",
                () -> catalog.databases.alter(
                        SALES,
                        current -> new Database(
                                Names.database(SALES.catalog(), "x"), null, null, null, null, Map.of(), Extras.NONE),
                        Precondition.NONE,
                        WriteMode.APPLY));
    }

    @Test
    void dropsOneWithTablesOnlyIfAsked() throws IOException {
        catalog.tables.create(draft("t", TableKind.MANAGED, null), WriteMode.APPLY);
        catalog.tables.create(draft("e", TableKind.EXTERNAL, null), WriteMode.APPLY);
        catalog.file("warehouse/sales.db/t/f", "x");
        catalog.file("external/sales.db/e/f", "x");

        refused(ErrorKind.NOT_EMPTY, "2 tables", () -> drop(SALES, false));
        drop(SALES, true);

        refused(ErrorKind.NOT_FOUND_DATABASE, "sales", () -> catalog.databases.get(SALES));
        assertThat(root.resolve("warehouse/sales.db")).doesNotExist();
        assertThat(root.resolve("external/sales.db/e/f")).exists();
    }

    @Test
    void keepsForeignFilesInTheDirectoryOfADroppedDatabase() throws IOException {
        catalog.file("warehouse/sales.db/notes.txt", "not ours");
        drop(SALES, true);
        assertThat(root.resolve("warehouse/sales.db/notes.txt")).exists();
    }

    @Test
    void removesTheWholeDirectoryOnlyIfItIsAsked() throws IOException {
        catalog.file("external/sales.db/notes.txt", "left by somebody");
        dropWhole();
        assertThat(root.resolve("external/sales.db")).doesNotExist();
    }

    @Test
    void keepsADirectoryInWhichOthersLie() throws IOException {
        catalog.tables.create(draft("e", TableKind.EXTERNAL, null), WriteMode.APPLY);
        catalog.file("external/sales.db/e/f", "x");
        dropWhole();
        assertThat(root.resolve("external/sales.db/e/f")).exists();

        create("outer");
        DatabaseName inner = Names.database(Names.DEFAULT_CATALOG, "inner");
        catalog.databases.create(
                new Database(inner, null, catalog.at("external/outer.db/inner"), null, null, Map.of(), Extras.NONE),
                WriteMode.APPLY);
        catalog.file("external/outer.db/inner/f", "x");
        catalog.databases.drop(
                Names.database(Names.DEFAULT_CATALOG, "outer"),
                true,
                DroppedDirectory.REMOVED,
                Precondition.NONE,
                WriteMode.APPLY);
        assertThat(root.resolve("external/outer.db/inner/f")).exists();
    }

    private void dropWhole() {
        catalog.databases.drop(SALES, true, DroppedDirectory.REMOVED, Precondition.NONE, WriteMode.APPLY);
    }

    private List<String> names(String pattern) {
        return catalog.databases.names(Names.DEFAULT_CATALOG, NamePattern.parse(pattern));
    }

    private void create(String name) {
        DatabaseName database = Names.database(Names.DEFAULT_CATALOG, name);
        catalog.databases.create(
                new Database(database, null, null, null, null, Map.of(), Extras.NONE), WriteMode.APPLY);
    }

    private void drop(DatabaseName name, boolean cascade) {
        catalog.databases.drop(name, cascade, true, Precondition.NONE, WriteMode.APPLY);
    }
}
