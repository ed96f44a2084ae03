package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of methods says which release publishes what, and what this server makes of it. */
class MethodReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "hive-methods.md");
    private static final Path RENDERED = Path.of("target", "hive-methods.md");

    @TempDir
    Path root;

    @Test
    void theReferenceListsEveryMethodOfEveryRelease() throws Exception {
        String table;
        try (HiveServer server = HiveServer.start(root)) {
            table = render(releases(), MethodTable.of(server.services));
        }
        Files.writeString(RENDERED, table);

        assertThat(Files.readString(REFERENCE))
                .as("docs/hive-methods.md ends with what catalog-server/target/hive-methods.md holds")
                .endsWith(table);
    }

    private static Map<String, Set<String>> releases() throws ClassNotFoundException {
        Map<String, Set<String>> releases = new LinkedHashMap<>();
        for (String release : new String[] {"2.3", "3.1", "4.0", "4.1"}) {
            releases.put(release, Library.of("hive-" + release).methods());
        }
        return releases;
    }

    private static String render(Map<String, Set<String>> releases, MethodTable methods) {
        Set<String> all = new TreeSet<>();
        releases.values().forEach(all::addAll);
        StringBuilder text = new StringBuilder("| |");
        releases.keySet()
                .forEach(release -> text.append(" Hive ").append(release).append(" |"));
        text.append("\n|---|").append("---|".repeat(releases.size())).append("\n| served |");
        releases.values()
                .forEach(published -> text.append(' ')
                        .append(published.stream()
                                .filter(methods.names()::contains)
                                .count())
                        .append(" of ")
                        .append(published.size())
                        .append(" |"));
        text.append("\n\n| method |");
        releases.keySet().forEach(release -> text.append(' ').append(release).append(" |"));
        text.append(" |\n|---|").append("---|".repeat(releases.size())).append("---|\n");
        for (String method : all) {
            text.append("| `").append(method).append("` |");
            releases.values().forEach(published -> text.append(published.contains(method) ? " • |" : " |"));
            text.append(methods.names().contains(method) ? " served |\n" : " not served |\n");
        }
        return text.toString();
    }
}
