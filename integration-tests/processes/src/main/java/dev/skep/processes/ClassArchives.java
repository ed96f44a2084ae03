package dev.skep.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes archives of the classes that the packaged jars load, as the launcher does for its user. The tests start some
 * hundred processes, and each spends a second less of processor time with one.
 */
public final class ClassArchives {
    private ClassArchives() {}

    /** @param arguments a folder that may be used and left behind */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path server = Product.jar("catalog-server");
        if (isMissing(server)) {
            List<String> options = List.of(
                    "--data",
                    Files.createTempDirectory(folder, "data").toString(),
                    "--thrift-port",
                    "0",
                    "--http-port",
                    "0");
            try (Program program = Program.start(folder, Map.of(), recorded(server, options))) {
                program.awaitLine(line -> line.startsWith("Skep is ready"));
                program.terminate();
            }
        }
        Path commands = Product.jar("crawler-agent");
        if (isMissing(commands)) {
            Program.run(folder, Map.of(), recorded(commands, List.of("infer", Product.LAKE.toString())));
        }
    }

    /** Where the archive of a jar lies; not where the launcher puts its own. */
    static Path archive(Path jar) {
        return jar.resolveSibling(jar.getFileName() + ".tests.jsa");
    }

    private static boolean isMissing(Path jar) throws IOException {
        Path archive = archive(jar);
        boolean isFresh = Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
        if (!isFresh) {
            Files.deleteIfExists(archive);
        }
        return !isFresh;
    }

    private static List<String> recorded(Path jar, List<String> options) {
        List<String> command = new ArrayList<>(Product.java(jar, "-XX:ArchiveClassesAtExit=" + archive(jar)));
        command.addAll(options);
        return command;
    }
}
