package dev.skep.crawler.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogDatabase;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogException.Reason;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.catalog.ParameterChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A catalog in memory, with versions as the server has them, that notes what it is asked for and what is written. */
public final class MemoryCatalog implements Catalog {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, CatalogTable> tables = new TreeMap<>();
    private final Map<String, Map<String, CatalogPartition>> partitions = new TreeMap<>();
    private final List<String> reads = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private boolean created;
    private int writesLeft = Integer.MAX_VALUE;

    /** After so many writes more the server is away; never again by {@link Integer#MAX_VALUE}. */
    void leaveAfter(int more) {
        writesLeft = more;
    }

    private void write(String what) throws CatalogException {
        if (writesLeft == 0) {
            throw new CatalogException(Reason.UNREACHABLE, "", "the server is away");
        }
        writesLeft--;
        writes.add(what);
    }

    /** What was asked for, a line each. */
    public List<String> reads() {
        return reads;
    }

    /** What was written, a line each. */
    public List<String> writes() {
        return writes;
    }

    public CatalogTable table(String name) {
        return Optional.ofNullable(tables.get(name)).orElseThrow();
    }

    public Map<String, CatalogTable> all() {
        return tables;
    }

    /** A person's edit. */
    void put(CatalogTable table) {
        long version = tables.containsKey(table.name()) ? version(table(table.name())) + 1 : 1;
        tables.put(table.name(), stored(table, version));
    }

    /** A person's edit. */
    void put(String table, CatalogPartition partition) {
        partitions.computeIfAbsent(table, name -> new TreeMap<>()).put(String.valueOf(partition.name()), partition);
    }

    public Map<String, CatalogPartition> partitions(String table) {
        return partitions.getOrDefault(table, Map.of());
    }

    /** All it holds, as one text. */
    String whole() {
        return tables + "\n" + partitions;
    }

    @Override
    public Optional<CatalogDatabase> database(String database) {
        reads.add("database");
        return created ? Optional.of(new CatalogDatabase(database, null, null)) : Optional.empty();
    }

    @Override
    public List<CatalogTable> tables(String database) {
        reads.add("tables");
        return List.copyOf(tables.values());
    }

    @Override
    public Optional<CatalogTable> table(String database, String table) {
        reads.add("table " + table);
        return Optional.ofNullable(tables.get(table));
    }

    @Override
    public List<String> partitionNames(String database, String table) {
        reads.add("partition names of " + table);
        return List.copyOf(partitions(table).keySet());
    }

    @Override
    public List<CatalogPartition> partitions(String database, String table, String filter) {
        reads.add("partitions of " + table);
        return List.copyOf(partitions(table).values());
    }

    @Override
    public List<CatalogPartition> partitions(String database, String table, List<String> names) {
        reads.add("partitions of " + table + " by name");
        return names.stream()
                .filter(partitions(table)::containsKey)
                .map(partitions(table)::get)
                .toList();
    }

    @Override
    public long countPartitions(String database, String table) {
        reads.add("count of partitions of " + table);
        return partitions(table).size();
    }

    @Override
    public void createDatabase(CatalogDatabase database) throws CatalogException {
        write("create database");
        created = true;
    }

    @Override
    public void createTable(String database, CatalogTable table) throws CatalogException {
        write("create " + table.name());
        tables.put(table.name(), stored(table, 1));
    }

    @Override
    public long patchTable(String database, String table, ObjectNode patch, long version) throws CatalogException {
        require(table, version);
        write("alter " + table);
        CatalogTable before = table(table);
        ObjectNode whole = json.valueToTree(before);
        patch.properties().forEach(member -> {
            if (member.getKey().equals("parameters")) {
                member.getValue().properties().forEach(each -> {
                    if (each.getValue().isNull()) {
                        whole.withObject("parameters").remove(each.getKey());
                    } else {
                        whole.withObject("parameters").set(each.getKey(), each.getValue());
                    }
                });
            } else {
                whole.set(member.getKey(), member.getValue());
            }
        });
        try {
            tables.put(table, stored(json.treeToValue(whole, CatalogTable.class), version + 1));
            return version + 1;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void dropTable(String database, String table, long version) throws CatalogException {
        require(table, version);
        write("drop " + table);
        tables.remove(table);
        partitions.remove(table);
    }

    @Override
    public Added addPartitions(String database, String table, List<CatalogPartition> added) throws CatalogException {
        write("add " + added.size() + " partitions to " + table);
        for (CatalogPartition each : added) {
            String name = String.valueOf(each.location())
                    .substring(String.valueOf(table(table).location()).length() + 1);
            put(table, new CatalogPartition(name, each.values(), each.location(), each.parameters()));
        }
        return new Added(added.size(), 0);
    }

    @Override
    public void changePartitionParameters(String database, String table, List<ParameterChange> changes)
            throws CatalogException {
        write("alter " + changes.size() + " partitions of " + table);
        for (ParameterChange change : changes) {
            CatalogPartition before = partitions(table).get(change.name());
            Map<String, String> parameters = new TreeMap<>(before.parameters());
            change.parameters().forEach((key, value) -> {
                if (value == null) {
                    parameters.remove(key);
                } else {
                    parameters.put(key, value);
                }
            });
            put(table, before.with(parameters));
        }
    }

    @Override
    public void dropPartitions(String database, String table, List<String> names) throws CatalogException {
        write("drop " + names.size() + " partitions of " + table);
        names.forEach(partitions(table)::remove);
    }

    private void require(String table, long version) throws CatalogException {
        if (version(table(table)) != version) {
            throw new CatalogException(Reason.CONFLICT, "CONFLICT", table + " was changed");
        }
    }

    private static long version(CatalogTable table) {
        return Optional.ofNullable(table.version()).orElseThrow();
    }

    private static CatalogTable stored(CatalogTable table, long version) {
        return new CatalogTable(
                table.name(),
                table.kind(),
                table.location(),
                table.columns(),
                table.partitionKeys(),
                table.storage(),
                table.parameters(),
                version);
    }
}
