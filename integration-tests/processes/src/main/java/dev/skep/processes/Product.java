package dev.skep.processes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Where the build has put what is tested. */
public final class Product {
    /** The root of the source tree; tests run in a module somewhere below {@code integration-tests}. */
    public static final Path ROOT = root();

    public static final Path LAKE = ROOT.resolve("crawler-agent/sample-lake/data");

    private Product() {}

    /** The launcher, with nothing left to build for it. */
    public static Path launcher() {
        jar("catalog-server");
        jar("crawler-agent");
        return ROOT.resolve("skep");
    }

    /** The command that starts the server, without its options. */
    public static List<String> server() {
        return java("catalog-server");
    }

    /** The command that starts the client commands, without the one that is meant. */
    public static List<String> commands() {
        return java("crawler-agent");
    }

    private static Path root() {
        Path folder =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
        while (!folder.endsWith("integration-tests")) {
            folder = Objects.requireNonNull(folder.getParent(), "These tests belong below integration-tests");
        }
        return folder.resolveSibling("");
    }

    static Path jar(String module) {
        Path jar = ROOT.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing: run these tests with 'mvn verify' from the root");
        }
        return jar;
    }

    private static List<String> java(String module) {
        return java(jar(module), "-XX:SharedArchiveFile=" + ClassArchives.archive(jar(module)));
    }

    /** The command that runs a jar; a JVM that finds no archive there, or an older one, does without. */
    static List<String> java(Path jar, String archive) {
        // C1 and the serial collector start fastest, and the machine is shared with Spark.
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-jar",
                jar.toString());
    }
}
