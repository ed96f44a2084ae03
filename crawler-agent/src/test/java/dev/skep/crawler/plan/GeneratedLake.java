package dev.skep.crawler.plan;

import dev.skep.crawler.source.MemorySource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A lake made at random. Tables lie at different depths, side by side and with names that begin alike; some are
 * partitioned by keys, some by dates; columns come later in some files; values of keys are odd or null; and between them
 * lies what is no data: markers, hidden files, empty files, broken files, files that vanish.
 */
final class GeneratedLake {

    private static final List<String> NAMES =
            List.of("orders", "orders_old", "order", "Kunden Daten", "a.b", "ünïcode", "x-1", "events", "event");
    private static final List<String> VALUES =
            List.of("Bern", "New York", "a/b", "100%", "x=y", "ü", "2024-01-01", "7", "007", "-1", "#?*", "true");
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private final long seed;
    private final Random random;
    private final MemorySource source;
    private final List<String> expected = new ArrayList<>();
    private final List<String> troubled = new ArrayList<>();

    GeneratedLake(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.source = new MemorySource(seed);
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        for (String name : names.subList(0, 1 + random.nextInt(5))) {
            String[] above = {"", "raw/", "raw/deep/er/", "Ärchiv/"};
            table(above[random.nextInt(above.length)] + name);
        }
    }

    long seed() {
        return seed;
    }

    MemorySource source() {
        return source;
    }

    /** A line for each table: path, format, columns, keys, partitions. */
    List<String> expected() {
        return expected;
    }

    /** Paths that a problem is to be told of. */
    List<String> troubled() {
        return troubled;
    }

    private void table(String path) {
        boolean json = random.nextBoolean();
        boolean more = json && random.nextInt(3) == 0;
        String extension = json ? ".json" : ".csv";
        List<String> keys = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        List<String> partitions = new ArrayList<>();
        switch (random.nextInt(3)) {
            case 0 -> folders.add("");
            case 1 -> byKeys(keys, folders, partitions);
            default -> byDates(keys, folders, partitions);
        }
        boolean widened = false;
        int part = 0;
        for (String folder : folders) {
            int files = 1 + random.nextInt(3);
            for (int i = 0; i < files; i++) {
                String file = path + folder + "/part-" + part++ + extension;
                boolean wide = random.nextInt(4) == 0;
                widened |= wide;
                source.put(file, json ? json(wide, more && part > 1) : csv(wide));
            }
            rubbish(path + folder);
        }
        String columns = "[id:" + (widened ? "bigint" : "int") + ", name:string, price:double"
                + (more && part > 1 ? ", extra:boolean" : "") + "]";
        expected.add(path + " " + (json ? "jsonl" : "csv") + " " + columns + " by " + keys + " "
                + partitions.stream().sorted().toList());
    }

    private void byKeys(List<String> keys, List<String> folders, List<String> partitions) {
        keys.addAll(List.of("country", "day", "h").subList(0, 1 + random.nextInt(3)));
        List<String> values = new ArrayList<>(VALUES);
        Collections.shuffle(values, random);
        for (String first : values.subList(0, 1 + random.nextInt(4))) {
            List<Optional<String>> row = new ArrayList<>();
            StringBuilder folder = new StringBuilder();
            for (String key : keys) {
                Optional<String> value = row.isEmpty()
                        ? Optional.of(first)
                        : random.nextInt(5) == 0
                                ? Optional.empty()
                                : Optional.of(VALUES.get(random.nextInt(VALUES.size())));
                row.add(value);
                folder.append('/')
                        .append(random.nextBoolean() ? key : upper(key, folders))
                        .append('=');
                folder.append(value.map(GeneratedLake::escaped).orElse(NULL));
            }
            folders.add(folder.toString());
            partitions.add(row.toString());
        }
    }

    /** One spelling a table, since two may not mean the same folder. */
    private static String upper(String key, List<String> folders) {
        return folders.isEmpty() ? key : key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }

    private void byDates(List<String> keys, List<String> folders, List<String> partitions) {
        int levels = 1 + random.nextInt(3);
        for (int i = 0; i < levels; i++) {
            keys.add("partition_" + i);
        }
        for (int i = 1; i <= 1 + random.nextInt(4); i++) {
            List<String> parts = List.of("2024", "0" + i, "1" + i).subList(0, levels);
            String folder = "/" + (levels == 1 ? "202" + i : String.join("/", parts));
            folders.add(folder);
            partitions.add(Stream.of(folder.substring(1).split("/", -1))
                    .map(Optional::of)
                    .toList()
                    .toString());
        }
    }

    private String csv(boolean wide) {
        return "id,name,price\n" + (wide ? "3000000000" : "1") + ",Ann,1.5\n2,Bob,2.25\n";
    }

    private String json(boolean wide, boolean more) {
        String extra = more ? ", \"extra\": true" : "";
        return "{\"id\": " + (wide ? "3000000000" : "1") + ", \"name\": \"Ann\", \"price\": 1.5" + extra + "}\n"
                + "{\"id\": 2, \"name\": \"Bob\", \"price\": 2.25" + extra + "}\n";
    }

    /** What is no data, or none that can be read. */
    private void rubbish(String folder) {
        switch (random.nextInt(8)) {
            case 0 -> source.put(folder + "/_SUCCESS", "");
            case 1 -> source.put(folder + "/.part-0.crc", "x");
            case 2 -> source.put(folder + "/_temporary/0/part-9.csv", "id,name,price\n1,x,2.5\n");
            case 3 -> source.put(folder + "/zempty.csv", "");
            case 4 -> {
                source.put(folder + "/zbroken.parquet", "PAR1 and nothing more");
                troubled.add(folder + "/zbroken.parquet");
            }
            case 5 -> {
                source.put(folder + "/zgone.csv", csv(false));
                source.vanish(folder + "/zgone.csv");
                troubled.add(folder + "/zgone.csv");
            }
            default -> {}
        }
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append("\"#%'*/:=?\\{[]^".indexOf(c) >= 0 ? String.format("%%%02X", (int) c) : String.valueOf(c));
        }
        return text.toString();
    }
}
