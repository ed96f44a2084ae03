package dev.skep.iceberg;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.types.Types;

/** Commits that can be told apart. */
final class Appends {
    static final Schema SCHEMA = new Schema(
            Types.NestedField.required(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "name", Types.StringType.get()));

    /** Retried until they come through, and looked for soon when nobody knows whether they have. */
    private static final Map<String, String> PATIENT = Map.of(
            TableProperties.COMMIT_NUM_RETRIES, "500",
            TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "5",
            TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "100",
            TableProperties.COMMIT_TOTAL_RETRY_TIME_MS, "120000",
            TableProperties.COMMIT_NUM_STATUS_CHECKS, "20",
            TableProperties.COMMIT_STATUS_CHECKS_MIN_WAIT_MS, "200",
            TableProperties.COMMIT_STATUS_CHECKS_MAX_WAIT_MS, "500");

    private static final String NAME = "commit-name";

    private Appends() {}

    /** What the one who committed was told. */
    enum Outcome {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    static Table create(Catalog catalog, TableIdentifier table) {
        return catalog.buildTable(table, SCHEMA).withProperties(PATIENT).create();
    }

    /** A table whose commits rely on the expected value of {@code metadata_location} instead of a lock. */
    static Table createWithoutLocks(Catalog catalog, TableIdentifier table) {
        return catalog.buildTable(table, SCHEMA)
                .withProperties(PATIENT)
                .withProperty(TableProperties.HIVE_LOCK_ENABLED, "false")
                .create();
    }

    static String name() {
        return UUID.randomUUID().toString();
    }

    /** Appends a file that does not exist: a commit never looks at it. */
    static Outcome append(Table table, String name) {
        DataFile file = DataFiles.builder(table.spec())
                .withPath(Path.of("/nowhere", name + ".parquet").toString())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build();
        try {
            table.newAppend().appendFile(file).set(NAME, name).commit();
            return Outcome.ACKNOWLEDGED;
        } catch (CommitStateUnknownException e) {
            return Outcome.UNKNOWN;
        } catch (RuntimeException e) {
            return Outcome.REFUSED;
        }
    }

    /** The names of all commits of a table, each as often as it is there. */
    static List<String> of(Catalog catalog, TableIdentifier table) {
        List<String> names = new ArrayList<>();
        for (Snapshot snapshot : catalog.loadTable(table).snapshots()) {
            names.add(Objects.requireNonNull(snapshot.summary().get(NAME)));
        }
        return names;
    }
}
