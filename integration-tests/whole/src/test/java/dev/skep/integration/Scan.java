package dev.skep.integration;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.hive.execution.HiveTableScanExec;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a query has read of its one table.
 *
 * @param partitions none where the table has none
 * @param rows that came out of the files, before any filter on them
 */
record Scan(int partitions, long rows) {

    /** @param executed a query that was collected, so that its plan knows its figures */
    static Scan of(Dataset<Row> executed) {
        List<SparkPlan> leaves = CollectionConverters.asJava(
                executed.queryExecution().executedPlan().collectLeaves());
        if (leaves.size() != 1) {
            throw new AssertionError("Not a scan of one table:\n" + executed.queryExecution());
        }
        SparkPlan leaf = leaves.get(0);
        long rows = metric(leaf, "numOutputRows");
        if (leaf instanceof HiveTableScanExec scan) {
            return new Scan(
                    scan.relation().isPartitioned() ? scan.prunedPartitions().size() : 0, rows);
        }
        if (leaf instanceof FileSourceScanExec) {
            return new Scan(leaf.metrics().contains("numPartitions") ? (int) metric(leaf, "numPartitions") : 0, rows);
        }
        throw new AssertionError("Not a scan of a table in the catalog: " + leaf);
    }

    private static long metric(SparkPlan plan, String name) {
        return plan.metrics().apply(name).value();
    }
}
