package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is damaged is refused by name and left as it is. */
class H2DamageTest {
    @TempDir
    private Path folder;

    private StoreSettings settings;
    private Path file;

    @BeforeEach
    void write() {
        settings = new StoreSettings("jdbc:h2:file:" + folder.resolve("catalog"), "sa", "", 2);
        file = folder.resolve("catalog.mv.db");
        try (SqlCatalogStore store = SqlCatalogStore.open(settings, new StatementCounter())) {
            store.inTransaction(tx -> tx.databases().insert(Samples.fullDatabase(Samples.DB)));
        }
    }

    private void assertRefusedAsItIs(byte[] damaged) throws IOException {
        Files.write(file, damaged);
        assertRefused(
                ErrorKind.UNAVAILABLE,
                file.toString(),
                () -> SqlCatalogStore.open(settings, new StatementCounter()).close());
        assertRefused(
                ErrorKind.UNAVAILABLE,
                "Restore it from a backup, or move it away",
                () -> SqlCatalogStore.open(settings, new StatementCounter()).close());
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void anotherKindOfFile() throws IOException {
        assertRefusedAsItIs("this is no database\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEmptyFile() throws IOException {
        assertRefusedAsItIs(new byte[0]);
    }

    @Test
    void zeroes() throws IOException {
        assertRefusedAsItIs(new byte[(int) Files.size(file)]);
    }

    @Test
    void aFileThatWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        assertRefusedAsItIs(Arrays.copyOf(whole, 8_192));
    }

    @Test
    void noise() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        byte[] noise = new byte[whole.length - 8_192];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, whole, 8_192, noise.length);
        assertRefusedAsItIs(whole);
    }
}
