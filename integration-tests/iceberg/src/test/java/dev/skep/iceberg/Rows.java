package dev.skep.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.avro.Avro;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.avro.DataWriter;
import org.apache.iceberg.data.avro.PlannedDataReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;

/** Rows of tables of {@link Appends#SCHEMA}, in files of Avro. */
final class Rows {
    private Rows() {}

    /** Appends a row to a table, in a file of its own. */
    static void append(Table table, long id, String name) throws IOException {
        OutputFile file =
                table.io().newOutputFile(table.locationProvider().newDataLocation(UUID.randomUUID() + ".avro"));
        FileAppender<Record> rows = Avro.write(file)
                .schema(table.schema())
                .createWriterFunc(DataWriter::create)
                .build();
        try (rows) {
            Record row = GenericRecord.create(table.schema());
            row.setField("id", id);
            row.setField("name", name);
            rows.add(row);
        }
        DataFile written = DataFiles.builder(table.spec())
                .withPath(file.location())
                .withFormat(FileFormat.AVRO)
                .withFileSizeInBytes(rows.length())
                .withRecordCount(1)
                .build();
        table.newAppend().appendFile(written).commit();
    }

    /** All rows of a table, as {@code id name}, in their order. */
    static List<String> of(Table table) throws IOException {
        List<String> found = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                try (CloseableIterable<Record> rows = Avro.read(
                                table.io().newInputFile(task.file().location()))
                        .project(table.schema())
                        .createResolvingReader(PlannedDataReader::create)
                        .build()) {
                    rows.forEach(row -> found.add(row.getField("id") + " " + row.getField("name")));
                }
            }
        }
        return found.stream().sorted().toList();
    }
}
