package dev.skep.server.store.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** H2 within the process, in a file. */
final class H2Folder implements TestDatabase {
    @Override
    public StoreSettings fresh() {
        try {
            return new StoreSettings(
                    "jdbc:h2:file:" + Files.createTempDirectory("store").resolve("catalog"), "sa", "", 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
