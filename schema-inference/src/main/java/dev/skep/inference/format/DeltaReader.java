package dev.skep.inference.format;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.parquet.ParquetFooter;
import dev.skep.inference.format.parquet.ParquetRows;
import dev.skep.inference.format.table.DeltaLog;
import dev.skep.inference.format.table.LogFiles;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders of Delta Lake, by their log: the newest complete checkpoint, of any kind, and the commits after it. The newest
 * metadata gives the columns under their logical names, and the files added and removed give the rows and the partitions.
 */
public final class DeltaReader implements FormatReader {

    private static final String LOG = "_delta_log/";
    private static final String SIDECARS = LOG + "_sidecars/";

    /** What checkpoints tell of the table. */
    private static final List<String> TABLE = List.of(
            "metaData.schemaString",
            "metaData.partitionColumns",
            "metaData.configuration",
            "protocol.minReaderVersion",
            "protocol.minWriterVersion",
            "protocol.readerFeatures",
            "protocol.writerFeatures",
            "sidecar.path");

    /** What they tell of its files. */
    private static final List<String> FILES = List.of(
            "add.path",
            "add.partitionValues",
            "add.stats",
            "add.stats_parsed.numRecords",
            "add.deletionVector.storageType",
            "add.deletionVector.pathOrInlineDv",
            "add.deletionVector.offset",
            "add.deletionVector.cardinality");

    @Override
    public Format format() {
        return Format.DELTA;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        TableFolder folder = TableFolder.of(sample).orElse(null);
        return folder != null && folder.list("_delta_log").stream().anyMatch(LogFiles::isOne)
                ? new Likeness(1, "it has a _delta_log")
                : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        TableFolder folder = TableFolder.require(sample);
        LogFiles files = LogFiles.of(folder.list("_delta_log"));
        DeltaLog log = new DeltaLog(folder.json(), files.whole());
        long entries = 0;
        for (String part : files.checkpoint()) {
            entries = take(folder, LOG + part, entries, log);
        }
        for (String sidecar : log.sidecars()) {
            if (!folder.list("_delta_log/_sidecars").contains(sidecar)) {
                throw UnreadableException.corrupt("its checkpoint names the file " + sidecar + ", which is not there");
            }
            entries = take(folder, SIDECARS + sidecar, entries, log);
        }
        for (String commit : files.commits()) {
            folder.readLines(LOG + commit, log::add);
        }
        return folder.answer(
                Format.DELTA,
                log.columns(folder.limits()),
                new Form.Snapshot(String.valueOf(files.version()), log.keys(), log.partitions()),
                log.rows(folder::parquetRows),
                "the metadata in its log says so",
                log.traits());
    }

    /** Takes the actions in a part of a checkpoint, but those of too many files. */
    private static long take(TableFolder folder, String path, long entries, DeltaLog log)
            throws IOException, UnreadableException {
        try {
            if (path.endsWith(".json")) {
                folder.readLines(path, log::add);
                return entries;
            }
            ByteSource source = folder.file(path);
            long all = entries + ParquetFooter.of(source, folder.limits()).rows();
            List<String> wanted = new ArrayList<>(TABLE);
            if (all <= DeltaLog.MOST_FILES) {
                wanted.addAll(FILES);
            } else {
                log.forgetFiles();
            }
            ParquetRows.read(source, folder.limits(), wanted, log::add);
            return all;
        } catch (UnreadableException e) {
            throw e.in(path);
        }
    }
}
