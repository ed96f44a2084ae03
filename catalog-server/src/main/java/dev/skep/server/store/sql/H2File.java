package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file of an embedded H2, looked at before H2 opens it: where it finds nothing to read in one, it begins an empty one. */
record H2File(Path path) {
    /** What every database of H2 begins with. */
    private static final String CATALOG_OF_TABLES = "table.0";

    /** Empty if the URL is of a database in memory or in another process. */
    static Optional<H2File> of(String url) {
        String place = url.replaceFirst("^jdbc:h2:", "").replaceFirst(";.*$", "");
        if (place.matches("(mem|tcp|ssl|zip|nio|nioMapped|async|split|memFS|nioMemFS|classpath):.*")) {
            return Optional.empty();
        }
        String path = place.replaceFirst("^file:", "").replaceFirst("^~", System.getProperty("user.home"));
        return Optional.of(new H2File(Path.of(path + ".mv.db").toAbsolutePath()));
    }

    /** @throws CatalogException {@code UNAVAILABLE} if there is a file and no database can be read from it */
    void requireReadable() {
        if (!Files.exists(path)) {
            return;
        }
        if (path.toFile().length() == 0) {
            throw damaged("it is empty");
        }
        try (MVStore store =
                new MVStore.Builder().fileName(path.toString()).readOnly().open()) {
            if (!store.getMapNames().contains(CATALOG_OF_TABLES)) {
                throw damaged("no database is found in it");
            }
        } catch (MVStoreException e) {
            // One that is in use is not ours to look at; whoever opens it next is told.
            if (e.getErrorCode() != DataUtils.ERROR_FILE_LOCKED) {
                throw damaged(String.valueOf(e.getMessage()));
            }
        }
    }

    CatalogException damaged(String reason) {
        return new CatalogException(
                ErrorKind.UNAVAILABLE,
                "The catalog's file " + path + " is damaged or is none of H2: " + reason
                        + ". Restore it from a backup, or move it away to start with an empty catalog;"
                        + " it was left as it is.");
    }
}
