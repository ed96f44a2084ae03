package dev.skep.crawler.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the parts that belong to this program lie: named by a system property, or found beside its own jar. */
final class Installation {

    private Installation() {}

    static Path serverJar() throws Failure {
        return find(
                "skep.server-jar",
                List.of("../../catalog-server/target/catalog-server.jar", "catalog-server.jar"),
                "the server's jar");
    }

    static Path sampleLake() throws Failure {
        return find("skep.sample-lake", List.of("../sample-lake/data", "sample-lake/data"), "the sample lake");
    }

    private static Path find(String property, List<String> places, String what) throws Failure {
        String named = System.getProperty(property);
        if (named != null) {
            Path path = Path.of(named);
            if (Files.exists(path)) {
                return path;
            }
            throw new Failure(Failure.REFUSED, "-D" + property + " names " + named + ", which does not exist");
        }
        Path folder = folder();
        for (String place : places) {
            Path path = folder.resolve(place).normalize();
            if (Files.exists(path)) {
                return path;
            }
        }
        throw new Failure(
                Failure.REFUSED,
                what + " is not beside " + folder + "; build it with `mvn package`, or name it by -D" + property);
    }

    /** The folder that holds the running jar. */
    private static Path folder() throws Failure {
        try {
            Path jar = Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
            return jar.resolveSibling("");
        } catch (URISyntaxException e) {
            throw new Failure(Failure.REFUSED, "this program does not know where it lies: " + e.getMessage());
        }
    }
}
