package dev.skep.server.boot;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the embedded database. */
final class DataFolder {
    private DataFolder() {}

    /** Makes the folder if it is absent, and refuses one that cannot be used. */
    static void prepare(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw refused(folder, "is a file, not a folder");
        }
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f && f.getReason() != null ? ": " + f.getReason() : "";
            throw refused(folder, "cannot be made" + reason);
        }
        if (!Files.isWritable(folder)) {
            throw refused(folder, "cannot be written");
        }
    }

    private static StartupException refused(Path folder, String why) {
        return new StartupException(
                "The data folder " + folder + " " + why + "; choose another with --data (data.dir)");
    }
}
