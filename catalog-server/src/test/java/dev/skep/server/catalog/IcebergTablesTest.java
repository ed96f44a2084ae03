package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.refused;
import static dev.skep.server.catalog.CatalogFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests about tables of Iceberg that come twice, or too late. */
class IcebergTablesTest {
    private static final String LATER =
            "The table has been modified. The parameter value for key 'metadata_location' is";

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
    void aCreationThatComesAgainIsTheSame() {
        Stored<Table> first = create("t", TableKind.EXTERNAL, "0.json");
        assertThat(create("t", TableKind.EXTERNAL, "0.json")).isEqualTo(first);
        refused(ErrorKind.ALREADY_EXISTS, "sales.t", () -> create("t", TableKind.EXTERNAL, "1.json"));
        refused(ErrorKind.ALREADY_EXISTS, "sales.t", () -> create("t", TableKind.VIEW, "0.json"));
        refused(
                ErrorKind.ALREADY_EXISTS,
                "sales.t",
                () -> catalog.tables.create(draft("t", TableKind.EXTERNAL, null), WriteMode.APPLY));

        Stored<Table> view = create("v", TableKind.VIEW, "v0.json");
        assertThat(create("v", TableKind.VIEW, "v0.json")).isEqualTo(view);
        catalog.tables.create(draft("plain", TableKind.MANAGED, null), WriteMode.APPLY);
        refused(
                ErrorKind.ALREADY_EXISTS,
                "sales.plain",
                () -> catalog.tables.create(draft("plain", TableKind.MANAGED, null), WriteMode.APPLY));
    }

    @Test
    void aCommitReplacesWhatItWasMadeFrom() {
        create("t", TableKind.EXTERNAL, "0.json");
        commit("1.json", "0.json");
        refused(ErrorKind.CONFLICT, LATER, () -> commit("late.json", "0.json"));
        assertThat(metadata()).isEqualTo("1.json");
        commit("2.json", "1.json");
        assertThat(metadata()).isEqualTo("2.json");
    }

    @Test
    void aCommitThatComesAgainChangesNothing() {
        create("t", TableKind.EXTERNAL, "0.json");
        commit("1.json", "0.json");
        commit("1.json", "0.json");
        assertThat(metadata()).isEqualTo("1.json");

        commit("2.json", "1.json");
        refused(ErrorKind.CONFLICT, LATER, () -> commit("1.json", "0.json"));
        assertThat(metadata()).isEqualTo("2.json");
    }

    @Test
    void whoSaysNothingOfAPredecessorIsBelieved() {
        create("t", TableKind.EXTERNAL, "0.json");
        alter(Map.of("metadata_location", "elsewhere.json"));
        assertThat(metadata()).isEqualTo("elsewhere.json");
        alter(Map.of("metadata_location", "elsewhere.json", "previous_metadata_location", "corrected.json"));
        alter(Map.of("previous_metadata_location", "any.json"));
        alter(Map.of("metadata_location", "0.json", "previous_metadata_location", "unknown.json"));
        assertThat(metadata()).isEqualTo("0.json");
    }

    private Stored<Table> create(String name, TableKind kind, String metadata) {
        return catalog.tables.create(
                draft(name, kind, null).withParameters(Map.of("metadata_location", metadata)), WriteMode.APPLY);
    }

    private void commit(String metadata, String replaced) {
        alter(Map.of("metadata_location", metadata, "previous_metadata_location", replaced));
    }

    private void alter(Map<String, String> parameters) {
        catalog.tables.alter(
                table("t"),
                before -> before.withParameters(new HashMap<>(parameters)),
                false,
                Precondition.NONE,
                WriteMode.APPLY);
    }

    private String metadata() {
        return catalog.tables.get(table("t")).value().parameters().get("metadata_location");
    }
}
