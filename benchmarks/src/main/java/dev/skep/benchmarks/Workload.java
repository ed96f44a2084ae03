package dev.skep.benchmarks;

import dev.skep.hive.api.AddPartitionsReqArgs;
import dev.skep.hive.api.AddPartitionsRequest;
import dev.skep.hive.api.AlterTableArgs;
import dev.skep.hive.api.CreateDatabaseArgs;
import dev.skep.hive.api.CreateTableArgs;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.DatabasesMethods;
import dev.skep.hive.api.DropDatabaseArgs;
import dev.skep.hive.api.DropTableArgs;
import dev.skep.hive.api.GetPartitionNamesArgs;
import dev.skep.hive.api.GetPartitionsArgs;
import dev.skep.hive.api.GetPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByNamesArgs;
import dev.skep.hive.api.GetTableArgs;
import dev.skep.hive.api.GetTableObjectsByNameArgs;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionChangesMethods;
import dev.skep.hive.api.PartitionFiltersMethods;
import dev.skep.hive.api.PartitionNamesMethods;
import dev.skep.hive.api.PartitionsMethods;
import dev.skep.hive.api.Table;
import dev.skep.hive.api.TableListingsMethods;
import dev.skep.hive.api.TablesMethods;
import dev.skep.thrift.ThriftException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.thrift.TException;

/**
 * The calls that Spark makes, against one table of many partitions.
 *
 * @param root where tables of the benchmark claim to lie; nothing is read there
 * @param partitions how many the table has
 */
record Workload(String database, String root, int partitions) {
    private static final String TABLE = "wide";
    private static final short ALL = -1;
    private static final int BULK = 1_000;

    /** Something to measure: one unit of work on a connection, answered in full. */
    @FunctionalInterface
    interface Step {
        /**
         * @param random for what is asked for
         * @param name no other step has the same one
         */
        void run(ThriftConnection connection, Random random, String name) throws TException, ThriftException;
    }

    /** @param label what is called, and how much it moves */
    record Operation(String label, Step step) {}

    /** Makes the table. */
    void load(ThriftConnection connection) throws TException, ThriftException {
        connection.call(
                DatabasesMethods.createDatabase(),
                CreateDatabaseArgs.builder()
                        .database(Database.builder()
                                .name(database)
                                .locationUri(root)
                                .parameters(Map.of())
                                .build())
                        .build());
        create(connection, TABLE);
        Table table = Samples.table(database, TABLE, root);
        for (int from = 0; from < partitions; from += BULK) {
            add(connection, table, from, Math.min(BULK, partitions - from));
        }
    }

    void drop(ThriftConnection connection) throws TException, ThriftException {
        connection.call(
                DatabasesMethods.dropDatabase(),
                DropDatabaseArgs.builder()
                        .name(database)
                        .deleteData(false)
                        .cascade(true)
                        .build());
    }

    /** All of them; each leaves the table as it was. */
    List<Operation> operations() {
        return List.of(
                new Operation("get_table", (connection, random, name) -> getTable(connection, TABLE)),
                new Operation(
                        "get_table_objects_by_name",
                        (connection, random, name) -> connection.call(
                                TableListingsMethods.getTableObjectsByName(),
                                GetTableObjectsByNameArgs.builder()
                                        .dbname(database)
                                        .tblNames(List.of(TABLE))
                                        .build())),
                new Operation(
                        "get_partitions_by_filter, a day",
                        (connection, random, name) ->
                                byFilter(connection, "day = \"" + Samples.day(someDay(random)) + "\"")),
                new Operation("get_partitions_by_filter, 30 days", (connection, random, name) -> {
                    int day = someDay(random);
                    byFilter(
                            connection,
                            "day >= \"" + Samples.day(day) + "\" and day < \"" + Samples.day(day + 30) + "\"");
                }),
                new Operation(
                        "get_partitions_by_filter, an hour",
                        (connection, random, name) -> byFilter(connection, "hour = " + random.nextInt(Samples.HOURS))),
                new Operation(
                        "get_partitions_by_names, 100",
                        (connection, random, name) -> connection.call(
                                PartitionsMethods.getPartitionsByNames(),
                                GetPartitionsByNamesArgs.builder()
                                        .dbName(database)
                                        .tblName(TABLE)
                                        .names(someNames(random, 100))
                                        .build())),
                new Operation(
                        "get_partition_names, all",
                        (connection, random, name) -> connection.call(
                                PartitionNamesMethods.getPartitionNames(),
                                GetPartitionNamesArgs.builder()
                                        .dbName(database)
                                        .tblName(TABLE)
                                        .maxParts(ALL)
                                        .build())),
                new Operation(
                        "get_partitions, all",
                        (connection, random, name) -> connection.call(
                                PartitionsMethods.getPartitions(),
                                GetPartitionsArgs.builder()
                                        .dbName(database)
                                        .tblName(TABLE)
                                        .maxParts(ALL)
                                        .build())),
                new Operation("create_table + drop_table", (connection, random, name) -> {
                    create(connection, name);
                    dropTable(connection, name);
                }),
                new Operation("create_table + alter_table + drop_table", (connection, random, name) -> {
                    create(connection, name);
                    alter(connection, name, random.nextInt());
                    dropTable(connection, name);
                }),
                new Operation("create_table + add_partitions_req, 1000 + drop_table", (connection, random, name) -> {
                    create(connection, name);
                    add(connection, Samples.table(database, name, root), 0, BULK);
                    dropTable(connection, name);
                }));
    }

    private void create(ThriftConnection connection, String name) throws TException, ThriftException {
        connection.call(
                TablesMethods.createTable(),
                CreateTableArgs.builder()
                        .tbl(Samples.table(database, name, root))
                        .build());
    }

    private Table getTable(ThriftConnection connection, String name) throws TException, ThriftException {
        return connection.call(
                TablesMethods.getTable(),
                GetTableArgs.builder().dbname(database).tblName(name).build());
    }

    private void alter(ThriftConnection connection, String name, int value) throws TException, ThriftException {
        Table table = Samples.table(database, name, root);
        Map<String, String> parameters = new HashMap<>(Map.of("EXTERNAL", "TRUE"));
        parameters.put("changed", String.valueOf(value));
        connection.call(
                TablesMethods.alterTable(),
                AlterTableArgs.builder()
                        .dbname(database)
                        .tblName(name)
                        .newTbl(table.toBuilder().parameters(parameters).build())
                        .build());
    }

    private void dropTable(ThriftConnection connection, String name) throws TException, ThriftException {
        connection.call(
                TablesMethods.dropTable(),
                DropTableArgs.builder()
                        .dbname(database)
                        .name(name)
                        .deleteData(false)
                        .build());
    }

    private void add(ThriftConnection connection, Table table, int from, int count) throws TException, ThriftException {
        List<Partition> added = IntStream.range(from, from + count)
                .mapToObj(number -> Samples.partition(table, number))
                .toList();
        AddPartitionsRequest request = AddPartitionsRequest.builder()
                .dbName(database)
                .tblName(String.valueOf(table.tableName()))
                .parts(added)
                .ifNotExists(false)
                .needResult(false)
                .build();
        connection.call(
                PartitionChangesMethods.addPartitionsReq(),
                AddPartitionsReqArgs.builder().request(request).build());
    }

    private void byFilter(ThriftConnection connection, String filter) throws TException, ThriftException {
        connection.call(
                PartitionFiltersMethods.getPartitionsByFilter(),
                GetPartitionsByFilterArgs.builder()
                        .dbName(database)
                        .tblName(TABLE)
                        .filter(filter)
                        .maxParts(ALL)
                        .build());
    }

    private int someDay(Random random) {
        return random.nextInt(Math.max(1, partitions / Samples.HOURS));
    }

    private List<String> someNames(Random random, int count) {
        return random.ints(count, 0, partitions).mapToObj(Samples::name).toList();
    }
}
