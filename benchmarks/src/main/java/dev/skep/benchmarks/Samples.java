package dev.skep.benchmarks;

import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables and partitions as Spark writes them: 20 columns, partitioned by day and hour. */
final class Samples {
    static final int HOURS = 24;
    private static final int COLUMNS = 20;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private Samples() {}

    static Table table(String database, String name, String root) {
        return Table.builder()
                .dbName(database)
                .tableName(name)
                .owner("benchmark")
                .tableType("EXTERNAL_TABLE")
                .sd(storage(root + "/" + name))
                .partitionKeys(List.of(column("day", "string"), column("hour", "int")))
                .parameters(Map.of("EXTERNAL", "TRUE", "spark.sql.create.version", "4.0.0"))
                .build();
    }

    /** @param number from 0; the hours of a day follow each other */
    static Partition partition(Table table, int number) {
        List<String> values = List.of(day(number / HOURS), String.valueOf(number % HOURS));
        StorageDescriptor storage = storage(location(table) + "/" + name(number));
        Map<String, String> parameters = new HashMap<>();
        parameters.put("transient_lastDdlTime", String.valueOf(1_700_000_000 + number));
        return Partition.builder()
                .dbName(table.dbName())
                .tableName(table.tableName())
                .values(values)
                .sd(storage)
                .parameters(parameters)
                .build();
    }

    static String name(int number) {
        return "day=" + day(number / HOURS) + "/hour=" + number % HOURS;
    }

    static String day(int number) {
        return FIRST_DAY.plusDays(number).toString();
    }

    private static String location(Table table) {
        StorageDescriptor storage = table.sd();
        if (storage == null || storage.location() == null) {
            throw new IllegalArgumentException("a table without location: " + table);
        }
        return storage.location();
    }

    private static StorageDescriptor storage(String location) {
        List<FieldSchema> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            columns.add(column("column_" + i, i % 2 == 0 ? "bigint" : "string"));
        }
        return StorageDescriptor.builder()
                .cols(columns)
                .location(location)
                .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
                .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
                .compressed(false)
                .numBuckets(-1)
                .serdeInfo(SerDeInfo.builder()
                        .serializationLib("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe")
                        .parameters(Map.of("serialization.format", "1"))
                        .build())
                .bucketCols(List.of())
                .sortCols(List.of())
                .parameters(Map.of())
                .build();
    }

    private static FieldSchema column(String name, String type) {
        return FieldSchema.builder().name(name).type(type).build();
    }
}
