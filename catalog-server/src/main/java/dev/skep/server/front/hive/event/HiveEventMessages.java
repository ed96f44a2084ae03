package dev.skep.server.front.hive.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skep.hive.api.Catalog;
import dev.skep.hive.api.ColumnStatistics;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.Function;
import dev.skep.hive.api.NotificationEvent;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.SQLCheckConstraint;
import dev.skep.hive.api.SQLDefaultConstraint;
import dev.skep.hive.api.SQLForeignKey;
import dev.skep.hive.api.SQLNotNullConstraint;
import dev.skep.hive.api.SQLPrimaryKey;
import dev.skep.hive.api.SQLUniqueConstraint;
import dev.skep.hive.api.Table;
import dev.skep.hive.api.WriteEventInfo;
import dev.skep.server.front.hive.acid.CompactionTranslator;
import dev.skep.server.front.hive.constraint.ConstraintRows;
import dev.skep.server.front.hive.database.CatalogTranslator;
import dev.skep.server.front.hive.database.DatabaseTranslator;
import dev.skep.server.front.hive.function.FunctionTranslator;
import dev.skep.server.front.hive.partition.PartitionTranslator;
import dev.skep.server.front.hive.statistics.StatisticsTranslator;
import dev.skep.server.front.hive.table.TableTranslator;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Column;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.DataFile;
import dev.skep.server.model.event.EventSubject;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.model.event.TransactionalWrite;
import dev.skep.thrift.Generation;
import dev.skep.thrift.StructCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Events as Hive's clients read them: a JSON object whose parts Hive names, with the wire records as texts in Thrift's
 * JSON protocol. Made when an event is read, so that the log stays small, and for the generation of whoever reads it.
 *
 * <p>The names are those of all generations together: each passes over what it does not know. Files are never listed
 * but where a client has reported them; Hive lists them for replication, which copies the files itself.
 */
final class HiveEventMessages {
    /** Plain JSON: clients of all generations read it, and know it by this name. */
    private static final String PLAIN = "json-0.2";

    /** The same, compressed, as Base64: clients of Hive 4 read it, too. */
    private static final String COMPRESSED = "gzip(json-2.0)";

    /** Between files that stand in one text. */
    private static final String FILE_SEPARATOR = "]";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Generation generation;
    private final boolean compressed;
    private final ThriftJson thrift;

    /** @param compressed only for clients that are known to be of Hive 4 */
    HiveEventMessages(Generation generation, boolean compressed) {
        this.generation = generation;
        this.compressed = compressed;
        this.thrift = new ThriftJson(generation);
    }

    NotificationEvent of(RecordedEvent recorded) {
        CatalogEvent event = recorded.event();
        EventSubject subject = event.subject();
        int time = Translation.seconds(recorded.at());
        String message = event.accept(new Message(recorded.at())).text();
        return NotificationEvent.builder()
                .eventId(recorded.id())
                .eventTime(time)
                .eventType(HiveEventTypes.of(event.kind()))
                .catName(subject.catalog())
                .dbName(subject.database())
                .tableName(subject.table())
                .message(compressed ? compress(message) : message)
                .messageFormat(compressed ? COMPRESSED : PLAIN)
                .build();
    }

    private static String compress(String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(message.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** What a client has written in a transaction, as another asks for it when that is committed. */
    WriteEventInfo of(TransactionalWrite write) {
        dev.skep.server.model.Table table = write.table();
        dev.skep.server.model.Partition partition = write.partition();
        return WriteEventInfo.builder()
                .writeId(write.writeId())
                .database(table.name().database().value())
                .table(table.name().value())
                .files(write.files().stream().map(this::file).collect(Collectors.joining(FILE_SEPARATOR)))
                .partition(
                        partition == null
                                ? ""
                                : PartitionName.of(table.partitionKeys(), partition.values())
                                        .value())
                .tableObj(thrift.of(Table.CODEC, TableTranslator.toWire(table)))
                .partitionObj(
                        partition == null
                                ? null
                                : thrift.of(Partition.CODEC, PartitionTranslator.toWire(table.name(), partition)))
                .build();
    }

    /** The file, its checksum and, since Hive 3, a place for a copy and the directory below its table's. */
    private String file(DataFile file) {
        String withChecksum = file.location() + "#" + orEmpty(file.checksum());
        return generation.atLeast(Generation.HIVE_3)
                ? withChecksum + "##" + orEmpty(file.subDirectory())
                : withChecksum;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The fields of one message. */
    private final class Message implements CatalogEvent.Visitor<Message> {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        Message(Instant at) {
            put("server", "");
            put("servicePrincipal", "");
            put("timestamp", at.getEpochSecond());
        }

        String text() {
            try {
                return JSON.writeValueAsString(fields);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A message has no JSON form", e);
            }
        }

        private Message put(String field, @Nullable Object value) {
            if (value != null) {
                fields.put(field, value);
            }
            return this;
        }

        private Message database(dev.skep.server.model.Database database) {
            return put("db", database.name().value());
        }

        private Message table(dev.skep.server.model.Table table) {
            return put("db", table.name().database().value())
                    .put("table", table.name().value())
                    .put("tableType", TableTranslator.type(table.kind()));
        }

        private Message tableObject(dev.skep.server.model.Table table) {
            return put("tableObjJson", json(table));
        }

        @Override
        public Message visit(CatalogEvent.CatalogCreated event) {
            return put("catalog", event.catalog().name().value());
        }

        @Override
        public Message visit(CatalogEvent.CatalogAltered event) {
            return put("catObjBeforeJson", thrift.of(Catalog.CODEC, CatalogTranslator.toWire(event.before())))
                    .put("catObjAfterJson", thrift.of(Catalog.CODEC, CatalogTranslator.toWire(event.after())));
        }

        @Override
        public Message visit(CatalogEvent.CatalogDropped event) {
            return put("catalog", event.catalog().name().value());
        }

        @Override
        public Message visit(CatalogEvent.DatabaseCreated event) {
            return database(event.database()).put("dbJson", json(event.database()));
        }

        @Override
        public Message visit(CatalogEvent.DatabaseAltered event) {
            return database(event.before())
                    .put("dbObjBeforeJson", json(event.before()))
                    .put("dbObjAfterJson", json(event.after()));
        }

        @Override
        public Message visit(CatalogEvent.DatabaseDropped event) {
            return database(event.database()).put("dbJson", json(event.database()));
        }

        @Override
        public Message visit(CatalogEvent.TableCreated event) {
            return table(event.table()).tableObject(event.table()).put("files", List.of());
        }

        @Override
        public Message visit(CatalogEvent.TableAltered event) {
            return table(event.before())
                    .put("tableObjBeforeJson", json(event.before()))
                    .put("tableObjAfterJson", json(event.after()))
                    .put("isTruncateOp", String.valueOf(event.truncated()))
                    .put("writeId", writeId(event.writeId()));
        }

        @Override
        public Message visit(CatalogEvent.TableDropped event) {
            return table(event.table()).tableObject(event.table());
        }

        @Override
        public Message visit(CatalogEvent.PartitionsAdded event) {
            return partitions(event.table(), event.partitions()).put("partitionFiles", List.of());
        }

        @Override
        public Message visit(CatalogEvent.PartitionsAltered event) {
            // One at a time: the log gives each its own id.
            CatalogEvent.PartitionChange change = event.changes().get(0);
            TableName name = event.table().name();
            return table(event.table())
                    .tableObject(event.table())
                    .put("keyValues", keyValues(event.table(), change.before().values()))
                    .put("partitionObjBeforeJson", json(name, change.before()))
                    .put("partitionObjAfterJson", json(name, change.after()))
                    .put("isTruncateOp", String.valueOf(event.truncated()))
                    .put("writeId", writeId(event.writeId()));
        }

        @Override
        public Message visit(CatalogEvent.PartitionsAlteredTogether event) {
            return partitions(event.table(), event.partitions())
                    .put("isTruncateOp", String.valueOf(event.truncated()))
                    .put("writeId", writeId(event.writeId()));
        }

        private Message partitions(
                dev.skep.server.model.Table table, List<dev.skep.server.model.Partition> partitions) {
            return table(table)
                    .tableObject(table)
                    .put(
                            "partitions",
                            partitions.stream()
                                    .map(partition -> keyValues(table, partition.values()))
                                    .toList())
                    .put(
                            "partitionListJson",
                            partitions.stream()
                                    .map(partition -> json(table.name(), partition))
                                    .toList());
        }

        @Override
        public Message visit(CatalogEvent.PartitionsDropped event) {
            return table(event.table())
                    .tableObject(event.table())
                    .put(
                            "partitions",
                            event.values().stream()
                                    .map(values -> keyValues(event.table(), values))
                                    .toList());
        }

        @Override
        public Message visit(CatalogEvent.RowsInserted event) {
            dev.skep.server.model.Partition partition = event.partition();
            return place(event.table(), partition)
                    .put("replace", String.valueOf(event.replaced()))
                    .put(
                            "files",
                            event.files().stream()
                                    .map(HiveEventMessages.this::file)
                                    .toList())
                    .put("partKeyVals", partition == null ? Map.of() : keyValues(event.table(), partition.values()));
        }

        @Override
        public Message visit(CatalogEvent.Reloaded event) {
            return place(event.table(), event.partition()).put("refreshEvent", String.valueOf(event.refresh()));
        }

        private Message place(dev.skep.server.model.Table table, dev.skep.server.model.@Nullable Partition partition) {
            return table(table)
                    .tableObject(table)
                    .put("ptnObjJson", partition == null ? null : json(table.name(), partition));
        }

        @Override
        public Message visit(CatalogEvent.FunctionCreated event) {
            return put("db", event.function().name().database().value())
                    .put("functionObjJson", thrift.of(Function.CODEC, FunctionTranslator.toWire(event.function())));
        }

        @Override
        public Message visit(CatalogEvent.FunctionDropped event) {
            return put("db", event.function().name().database().value())
                    .put("functionName", event.function().name().value());
        }

        @Override
        public Message visit(CatalogEvent.TableStatisticsUpdated event) {
            return statistics(event.table(), null, event.statistics(), event.writeId());
        }

        @Override
        public Message visit(CatalogEvent.PartitionStatisticsUpdated event) {
            // One at a time: the log gives each its own id.
            CatalogEvent.PartitionFigures figures = event.partitions().get(0);
            return statistics(event.table(), figures.values(), figures.statistics(), event.writeId())
                    .put("partVals", figures.values());
        }

        private Message statistics(
                dev.skep.server.model.Table table,
                @Nullable List<String> partition,
                List<dev.skep.server.model.ColumnStatistics> figures,
                @Nullable Long writeId) {
            PartitionName name = partition == null ? null : PartitionName.of(table.partitionKeys(), partition);
            ColumnStatistics wire = ColumnStatistics.builder()
                    .statsDesc(StatisticsTranslator.about(table.name(), name, figures.get(0)))
                    .statsObj(StatisticsTranslator.toWire(figures))
                    .engine(figures.get(0).engine())
                    .build();
            return put("database", table.name().database().value())
                    .put("colStatsJson", thrift.of(ColumnStatistics.CODEC, wire))
                    .put("parameters", table.parameters())
                    .put("writeId", writeId(writeId))
                    .tableObject(table);
        }

        @Override
        public Message visit(CatalogEvent.TableStatisticsDeleted event) {
            return put("database", event.table().database().value()).put("colName", event.column());
        }

        @Override
        public Message visit(CatalogEvent.PartitionStatisticsDeleted event) {
            return put("database", event.table().database().value())
                    .put("colName", event.column())
                    .put("partName", event.partition().value())
                    .put("partValues", event.partition().values());
        }

        @Override
        public Message visit(CatalogEvent.TransactionsOpened event) {
            return put("fromTxnId", event.first())
                    .put("toTxnId", event.last())
                    .put(
                            "txnIds",
                            LongStream.rangeClosed(event.first(), event.last())
                                    .boxed()
                                    .toList());
        }

        @Override
        public Message visit(CatalogEvent.TransactionCommitted event) {
            return put("txnid", event.id());
        }

        @Override
        public Message visit(CatalogEvent.TransactionAborted event) {
            return put("txnid", event.id()).put("dbsUpdated", event.databases());
        }

        @Override
        public Message visit(CatalogEvent.WriteIdsAllocated event) {
            List<CatalogEvent.WriteId> ids = event.ids();
            return put("dbName", event.table().database().value())
                    .put("tableName", event.table().value())
                    .put(
                            "txnIdList",
                            ids.stream().map(CatalogEvent.WriteId::transaction).toList())
                    .put(
                            "writeIdList",
                            ids.stream().map(CatalogEvent.WriteId::id).toList());
        }

        @Override
        public Message visit(CatalogEvent.CompactionCommitted event) {
            PartitionName partition = event.partition();
            return put("txnid", event.transaction())
                    .put("compactionId", event.compaction())
                    .put(
                            "type",
                            CompactionTranslator.type(event.compactionKind()).name())
                    .put("dbname", event.table().database().value())
                    .put("tableName", event.table().value())
                    .put("partName", partition == null ? null : partition.value());
        }

        @Override
        public Message visit(CatalogEvent.ConstraintsAdded event) {
            List<Constraint> constraints = event.constraints();
            return switch (constraints.get(0).rule().kind()) {
                case PRIMARY_KEY ->
                    list("primaryKeyListJson", SQLPrimaryKey.CODEC, ConstraintRows.primaryKeys(constraints));
                case FOREIGN_KEY ->
                    list("foreignKeyListJson", SQLForeignKey.CODEC, ConstraintRows.foreignKeys(constraints));
                case UNIQUE ->
                    list(
                            "uniqueConstraintListJson",
                            SQLUniqueConstraint.CODEC,
                            ConstraintRows.uniqueConstraints(constraints));
                case NOT_NULL ->
                    list(
                            "notNullConstraintListJson",
                            SQLNotNullConstraint.CODEC,
                            ConstraintRows.notNullConstraints(constraints));
                case DEFAULT ->
                    list(
                            "defaultConstraintListJson",
                            SQLDefaultConstraint.CODEC,
                            ConstraintRows.defaultConstraints(constraints));
                case CHECK ->
                    list(
                            "checkConstraintListJson",
                            SQLCheckConstraint.CODEC,
                            ConstraintRows.checkConstraints(constraints));
            };
        }

        private <T> Message list(String field, StructCodec<T> codec, List<T> rows) {
            return put(field, rows.stream().map(row -> thrift.of(codec, row)).toList());
        }

        @Override
        public Message visit(CatalogEvent.ConstraintDropped event) {
            return put("dbName", event.table().database().value())
                    .put("tableName", event.table().value())
                    .put("constraintName", event.constraint());
        }

        private String json(dev.skep.server.model.Database database) {
            return thrift.of(Database.CODEC, DatabaseTranslator.toWire(database));
        }

        private String json(dev.skep.server.model.Table table) {
            return thrift.of(Table.CODEC, TableTranslator.toWire(table));
        }

        private String json(TableName table, dev.skep.server.model.Partition partition) {
            return thrift.of(Partition.CODEC, PartitionTranslator.toWire(table, partition));
        }

        /** Hive has a number for changes that belong to no write. */
        private static long writeId(@Nullable Long writeId) {
            return writeId == null ? -1 : writeId;
        }

        private static Map<String, String> keyValues(dev.skep.server.model.Table table, List<String> values) {
            Map<String, String> byKey = new LinkedHashMap<>();
            List<Column> keys = table.partitionKeys();
            for (int i = 0; i < keys.size(); i++) {
                byKey.put(keys.get(i).name(), values.get(i));
            }
            return byKey;
        }
    }
}
