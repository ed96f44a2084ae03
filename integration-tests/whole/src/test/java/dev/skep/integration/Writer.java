package dev.skep.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.integration.WriteClient.LostException;
import dev.skep.processes.Rest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes to tables that are its own until an answer stays away, and knows then what the catalog must hold: what was
 * acknowledged, with the last write applied wholly or not at all.
 */
final class Writer {
    private static final int BULK = 100;
    private static final int PARAMETERS = 20;

    private final String database;
    private final String prefix;
    private final boolean dropsInBulk;
    private final Random random;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private Map<String, Content> confirmed = new TreeMap<>();
    private Map<String, Content> attempted = confirmed;
    private int counter;

    /** What of a table must survive. */
    record Content(Map<String, String> parameters, Set<String> partitions) {}

    /** @param dropsInBulk whether the client drops many partitions in one request */
    Writer(String database, String prefix, boolean dropsInBulk, long seed) {
        this.database = database;
        this.prefix = prefix;
        this.dropsInBulk = dropsInBulk;
        this.random = new Random(seed);
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** @return what ended the writing */
    LostException writeUntilLost(Supplier<WriteClient> connect) {
        try (WriteClient client = connect.get()) {
            while (true) {
                write(client);
                confirmed = attempted;
                acknowledged.incrementAndGet();
            }
        } catch (LostException e) {
            return e;
        }
    }

    /** Compares with what the server shows, and goes on from there. */
    void verify(Rest rest) throws IOException {
        Map<String, Content> found = found(rest);
        if (!found.equals(confirmed) && !found.equals(attempted)) {
            throw new AssertionError("Acknowledged were\n" + confirmed + "\n, attempted was\n" + attempted
                    + "\n, but there is\n" + found);
        }
        confirmed = found;
        attempted = found;
    }

    private void write(WriteClient client) throws LostException {
        Map<String, Content> next = new TreeMap<>(confirmed);
        attempted = next;
        int choice = random.nextInt(10);
        if (confirmed.isEmpty() || (choice < 2 && confirmed.size() < 4)) {
            // A name that was lost in creation is tried again: nothing of it may stand in the way.
            String table = prefix + counter;
            Content created = new Content(parameters(), Set.of());
            next.put(table, created);
            client.createTable(table, created.parameters());
            counter++;
            return;
        }
        List<String> tables = new ArrayList<>(confirmed.keySet());
        String table = tables.get(random.nextInt(tables.size()));
        Content before = confirmed.get(table);
        if (choice < 6 || (choice < 9 && before.partitions().isEmpty())) {
            Set<String> added = IntStream.range(0, BULK)
                    .mapToObj(i -> "v" + counter + "-" + i)
                    .collect(Collectors.toCollection(TreeSet::new));
            counter++;
            Set<String> all = new TreeSet<>(before.partitions());
            all.addAll(added);
            next.put(table, new Content(before.parameters(), all));
            client.addPartitions(table, added);
        } else if (choice < 8) {
            Map<String, String> parameters = parameters();
            next.put(table, new Content(parameters, before.partitions()));
            client.replaceParameters(table, parameters);
        } else if (choice < 9) {
            Set<String> dropped = before.partitions().stream()
                    .limit(dropsInBulk ? BULK : 1)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Set<String> left = new TreeSet<>(before.partitions());
            left.removeAll(dropped);
            next.put(table, new Content(before.parameters(), left));
            client.dropPartitions(table, dropped);
        } else {
            next.remove(table);
            client.dropTable(table);
        }
    }

    /** Many that all say the same, so that a half-written set shows. */
    private Map<String, String> parameters() {
        String value = "value " + random.nextInt();
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < PARAMETERS; i++) {
            parameters.put("own." + i, value);
        }
        return parameters;
    }

    private Map<String, Content> found(Rest rest) throws IOException {
        Map<String, Content> found = new TreeMap<>();
        for (JsonNode table : all(rest, "/" + database + "/tables?pageSize=1000", "tables")) {
            String name = table.path("name").asText();
            if (name.startsWith(prefix)) {
                Map<String, String> parameters = new TreeMap<>();
                table.path("parameters").properties().forEach(entry -> {
                    if (entry.getKey().startsWith("own.")) {
                        parameters.put(entry.getKey(), entry.getValue().asText());
                    }
                });
                Set<String> partitions = new TreeSet<>();
                String path = "/" + database + "/tables/" + name + "/partitions?names=true&pageSize=1000";
                for (JsonNode partition : all(rest, path, "names")) {
                    partitions.add(partition.asText().substring("k=".length()));
                }
                found.put(name, new Content(parameters, partitions));
            }
        }
        return found;
    }

    /** The elements of all pages of a listing. */
    private static List<JsonNode> all(Rest rest, String path, String field) throws IOException {
        List<JsonNode> elements = new ArrayList<>();
        String token = "";
        do {
            Rest.Answer page = rest.getDatabases(path + (token.isEmpty() ? "" : "&pageToken=" + token));
            if (page.status() != 200) {
                throw new AssertionError(page.toString());
            }
            page.body().path(field).forEach(elements::add);
            token = page.body().path("nextPageToken").asText("");
        } while (!token.isEmpty());
        return elements;
    }
}
