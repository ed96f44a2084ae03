package dev.skep.suites;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which tests of a generation of Hive are run, and which are known not to pass; from the files in the generation's folder.
 *
 * @param suites in the order in which they run
 * @param notPassed reasons by {@code Suite.test}
 */
record Selection(List<Suite> suites, Map<String, String> notPassed) {
    private static final String FAST = "fast";

    /** For what wants a server that makes external tables of managed ones, as Hive 4 does. */
    private static final String TRANSLATED = "translated";

    /** @param all whether those are run, too, that take long */
    static Selection read(boolean all) throws IOException {
        Map<String, String> leftOut = entries("left-out.txt");
        List<Suite> suites = entries("suites.txt").entrySet().stream()
                .filter(entry -> all || words(entry).contains(FAST))
                .map(entry -> suite(entry.getKey(), words(entry).contains(TRANSLATED), leftOut))
                .toList();
        return new Selection(suites, entries("not-passed.txt"));
    }

    private static List<String> words(Map.Entry<String, String> entry) {
        return List.of(entry.getValue().split("\\s+"));
    }

    private static Suite suite(String className, boolean translated, Map<String, String> leftOut) {
        String prefix = className.substring(className.lastIndexOf('.') + 1) + ".";
        return new Suite(
                className,
                translated,
                leftOut.keySet().stream()
                        .filter(test -> test.startsWith(prefix))
                        .map(test -> test.substring(prefix.length()))
                        .collect(Collectors.toSet()));
    }

    /** The lines of a file: a name, and what is said of it. */
    private static Map<String, String> entries(String file) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Selection.class.getResourceAsStream("/" + file), file),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split("\\s+", 2);
                if (parts.length < 2 || entries.put(parts[0], parts[1]) != null) {
                    throw new IOException(file + " has a bad line: " + line);
                }
            }
        }
        return entries;
    }
}
