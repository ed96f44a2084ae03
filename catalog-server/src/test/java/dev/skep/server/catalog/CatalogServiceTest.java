package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.NOW;
import static dev.skep.server.catalog.CatalogFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Database;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Names;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogServiceTest {
    private static final CatalogName LAKE = Names.catalog("lake");

    @TempDir
    Path root;

    private CatalogFixture catalog;

    @BeforeEach
    void open() {
        catalog = new CatalogFixture(root);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private void create(String name, @Nullable String location) {
        catalog.catalogs.create(
                new Catalog(Names.catalog(name), location, "a lake", null, Extras.NONE), WriteMode.APPLY);
    }

    @Test
    void isMadeWithItsDirectoryAndADefaultDatabase() {
        create("Lake", catalog.at("lake"));
        Catalog made = catalog.catalogs.get(LAKE).value();
        assertThat(made.location()).isEqualTo(catalog.at("lake"));
        assertThat(made.createdAt()).isEqualTo(NOW);
        assertThat(root.resolve("lake")).isDirectory();
        assertThat(catalog.catalogs.names()).containsExactly(Names.DEFAULT_CATALOG, LAKE);
        Database standard =
                catalog.databases.get(Names.database(LAKE, "default")).value();
        assertThat(standard.location()).isEqualTo(catalog.at("lake"));
        assertThat(catalog.catalogs.get(Names.DEFAULT_CATALOG).value().location())
                .isEqualTo(catalog.at("warehouse"));
    }

    @Test
    void itsDatabasesLieBelowIt() {
        create("lake", catalog.at("lake"));
        Database sales = catalog.databases
                .create(
                        new Database(Names.database(LAKE, "sales"), null, null, null, null, Map.of(), Extras.NONE),
                        WriteMode.APPLY)
                .value();
        assertThat(sales.location()).isEqualTo(catalog.at("lake/sales.db"));
        for (TableKind kind : List.of(TableKind.MANAGED, TableKind.EXTERNAL)) {
            Table table = new Table(
                    Names.table(sales.name(), kind.name()),
                    kind,
                    null,
                    null,
                    null,
                    0,
                    null,
                    CatalogFixture.ID_AND_NAME,
                    List.of(),
                    Map.of(),
                    null,
                    Extras.NONE);
            assertThat(catalog.tables.create(table, WriteMode.APPLY).value().location())
                    .isEqualTo(catalog.at("lake/sales.db/" + table.name().value()));
        }
    }

    @Test
    void aDefectiveRequestIsRefused() {
        refused(ErrorKind.INVALID, "no location", () -> create("lake", null));
        refused(ErrorKind.INVALID, "'a/b' is not a name", () -> create("a/b", catalog.at("x")));
        create("lake", catalog.at("lake"));
        refused(ErrorKind.ALREADY_EXISTS, "lake", () -> create("LAKE", catalog.at("other")));
        assertThat(root.resolve("other")).doesNotExist();
        refused(ErrorKind.NOT_FOUND_CATALOG, "sea", () -> catalog.catalogs.get(Names.catalog("sea")));
    }

    @Test
    void isAlteredButNotRenamed() {
        create("lake", catalog.at("lake"));
        Catalog altered = catalog.catalogs
                .alter(
                        LAKE,
                        before -> new Catalog(LAKE, catalog.at("sea"), "a sea", null, Extras.NONE),
                        Precondition.NONE,
                        WriteMode.APPLY)
                .value();
        assertThat(altered.location()).isEqualTo(catalog.at("sea"));
        assertThat(catalog.catalogs.get(LAKE).value().comment()).isEqualTo("a sea");
        refused(
                ErrorKind.INVALID,
                "cannot be renamed",
                () -> catalog.catalogs.alter(
                        LAKE,
                        before -> new Catalog(Names.catalog("sea"), null, null, null, Extras.NONE),
                        Precondition.NONE,
                        WriteMode.APPLY));
    }

    @Test
    void isDroppedOnlyWithoutContent() {
        refused(ErrorKind.INVALID, "clients rely on it", () -> drop(Names.DEFAULT_CATALOG));
        refused(ErrorKind.NOT_FOUND_CATALOG, "lake", () -> drop(LAKE));
        create("lake", catalog.at("lake"));
        catalog.databases.create(
                new Database(Names.database(LAKE, "sales"), null, null, null, null, Map.of(), Extras.NONE),
                WriteMode.APPLY);
        refused(ErrorKind.NOT_EMPTY, "[sales]", () -> drop(LAKE));
        catalog.databases.drop(Names.database(LAKE, "sales"), false, true, Precondition.NONE, WriteMode.APPLY);
        drop(LAKE);
        assertThat(catalog.catalogs.names()).containsExactly(Names.DEFAULT_CATALOG);
        assertThat(root.resolve("lake")).doesNotExist();
    }

    @Test
    void theIdOfTheStoreStays() {
        assertThat(catalog.catalogs.storeId()).hasSize(36).isEqualTo(catalog.catalogs.storeId());
    }

    private void drop(CatalogName name) {
        catalog.catalogs.drop(name, Precondition.NONE, WriteMode.APPLY);
    }
}
