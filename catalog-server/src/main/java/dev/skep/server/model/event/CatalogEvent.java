package dev.skep.server.model.event;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.Database;
import dev.skep.server.model.Function;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.constraint.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in the catalog, with the objects as they were before and after. It says all by itself, so that
 * it can be read when the objects are gone.
 *
 * <p>Stored by the names of the records and their components: one may be added, none renamed.
 *
 * <p>The file is long because the family is one list of cases with its visitor, which is read and extended as a whole.
 */
public sealed interface CatalogEvent {
    default EventKind kind() {
        return EventKind.of(getClass());
    }

    EventSubject subject();

    /** One method a case, so that the compiler finds who forgot one. */
    <R> R accept(Visitor<R> visitor);

    /** How many ids it takes in the log: an event of several changes that Hive tells one by one has one for each. */
    default int size() {
        return 1;
    }

    /** The event that stands for one of the ids, as if it had happened alone. */
    default CatalogEvent part(int index) {
        return this;
    }

    /** An event about a table, or about what belongs to it, with the table as it was then. */
    sealed interface OfTable extends CatalogEvent {
        Table table();

        @Override
        default EventSubject subject() {
            return EventSubject.of(table().name());
        }
    }

    /** As {@link OfTable}, where the name says enough. */
    sealed interface OfTableName extends CatalogEvent {
        TableName table();

        @Override
        default EventSubject subject() {
            return EventSubject.of(table());
        }
    }

    /** A partition before and after; the values differ if it was renamed. */
    record PartitionChange(Partition before, Partition after) {
        boolean isRename() {
            return !before.values().equals(after.values());
        }
    }

    /** The statistics of one partition. */
    record PartitionFigures(List<String> values, List<ColumnStatistics> statistics) {
        public PartitionFigures {
            values = List.copyOf(values);
            statistics = List.copyOf(statistics);
        }
    }

    /** A write id of a table, and the transaction that got it. */
    record WriteId(long transaction, long id) {}

    record CatalogCreated(Catalog catalog) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(catalog.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record CatalogAltered(Catalog before, Catalog after) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(before.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record CatalogDropped(Catalog catalog) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(catalog.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record DatabaseCreated(Database database) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(database.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record DatabaseAltered(Database before, Database after) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(before.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record DatabaseDropped(Database database) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(database.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record TableCreated(Table table) implements OfTable {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A table was changed, renamed or emptied.
     *
     * @param truncated whether the change is that its files were removed
     * @param writeId of the transactional write that changed it; null if there was none
     */
    record TableAltered(
            Table before,
            Table after,
            boolean truncated,
            @Nullable Long writeId) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(after.name());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record TableDropped(Table table) implements OfTable {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param table as it was then, as in all events of partitions */
    record PartitionsAdded(Table table, List<Partition> partitions) implements OfTable {
        public PartitionsAdded {
            partitions = List.copyOf(partitions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Partitions were changed, renamed or emptied.
     *
     * @param truncated whether the change is that their files were removed
     * @param writeId of the transactional write that changed them; null if there was none
     */
    record PartitionsAltered(
            Table table,
            List<PartitionChange> changes,
            boolean truncated,
            @Nullable Long writeId) implements OfTable {
        public PartitionsAltered {
            changes = List.copyOf(changes);
        }

        @Override
        public int size() {
            return changes.size();
        }

        /** The same as one event; only where no partition got another name, which tells what was before. */
        public CatalogEvent together() {
            return changes.size() > 1 && changes.stream().noneMatch(PartitionChange::isRename)
                    ? new PartitionsAlteredTogether(
                            table, changes.stream().map(PartitionChange::after).toList(), truncated, writeId)
                    : this;
        }

        @Override
        public CatalogEvent part(int index) {
            return new PartitionsAltered(table, List.of(changes.get(index)), truncated, writeId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * Several partitions were changed or emptied by one call, and this is told as one.
     *
     * @param partitions as they are since
     * @param truncated as in {@link PartitionsAltered}, as is {@code writeId}
     */
    record PartitionsAlteredTogether(
            Table table,
            List<Partition> partitions,
            boolean truncated,
            @Nullable Long writeId) implements OfTable {
        public PartitionsAlteredTogether {
            partitions = List.copyOf(partitions);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param values of the partitions that went */
    record PartitionsDropped(Table table, List<List<String>> values) implements OfTable {
        public PartitionsDropped {
            values = values.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A client wrote files into a table or a partition, and said so.
     *
     * @param partition null where the table itself was written to
     * @param replaced whether the rows took the place of those before
     */
    record RowsInserted(Table table, @Nullable Partition partition, boolean replaced, List<DataFile> files)
            implements OfTable {
        public RowsInserted {
            files = List.copyOf(files);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /**
     * A client read the files of a table or a partition anew, and said so.
     *
     * @param partition null where it was the whole table
     * @param refresh whether it only looked for changes; otherwise it forgot what it knew
     */
    record Reloaded(Table table, @Nullable Partition partition, boolean refresh) implements OfTable {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record FunctionCreated(Function function) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(function.name().database());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record FunctionDropped(Function function) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.of(function.name().database());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param writeId of the transactional write that the figures are of; null if there was none */
    record TableStatisticsUpdated(
            Table table,
            List<ColumnStatistics> statistics,
            @Nullable Long writeId) implements OfTable {
        public TableStatisticsUpdated {
            statistics = List.copyOf(statistics);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param column null for all */
    record TableStatisticsDeleted(TableName table, @Nullable String column) implements OfTableName {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param writeId of the transactional write that the figures are of; null if there was none */
    record PartitionStatisticsUpdated(
            Table table,
            List<PartitionFigures> partitions,
            @Nullable Long writeId) implements OfTable {
        public PartitionStatisticsUpdated {
            partitions = List.copyOf(partitions);
        }

        @Override
        public int size() {
            return partitions.size();
        }

        @Override
        public CatalogEvent part(int index) {
            return new PartitionStatisticsUpdated(table, List.of(partitions.get(index)), writeId);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param column null for all */
    record PartitionStatisticsDeleted(
            TableName table,
            PartitionName partition,
            @Nullable String column) implements OfTableName {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param first the ids that were given out reach from here to {@code last} */
    record TransactionsOpened(long first, long last) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.NONE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record TransactionCommitted(long id) implements CatalogEvent {
        @Override
        public EventSubject subject() {
            return EventSubject.NONE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param databases those that it had written to */
    record TransactionAborted(long id, List<String> databases) implements CatalogEvent {
        public TransactionAborted {
            databases = List.copyOf(databases);
        }

        @Override
        public EventSubject subject() {
            return EventSubject.NONE;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record WriteIdsAllocated(TableName table, List<WriteId> ids) implements OfTableName {
        public WriteIdsAllocated {
            ids = List.copyOf(ids);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param partition null where the table itself was compacted */
    record CompactionCommitted(
            TableName table,
            @Nullable PartitionName partition,
            long transaction,
            long compaction,
            CompactionKind compactionKind)
            implements OfTableName {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** @param constraints one or more, all of the same kind */
    record ConstraintsAdded(TableName table, List<Constraint> constraints) implements OfTableName {
        public ConstraintsAdded {
            constraints = List.copyOf(constraints);
        }

        @Override
        public EventKind kind() {
            return switch (constraints.get(0).rule().kind()) {
                case PRIMARY_KEY -> EventKind.PRIMARY_KEY_ADDED;
                case FOREIGN_KEY -> EventKind.FOREIGN_KEYS_ADDED;
                case UNIQUE -> EventKind.UNIQUE_CONSTRAINTS_ADDED;
                case NOT_NULL -> EventKind.NOT_NULL_CONSTRAINTS_ADDED;
                case DEFAULT -> EventKind.DEFAULTS_ADDED;
                case CHECK -> EventKind.CHECKS_ADDED;
            };
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    record ConstraintDropped(TableName table, String constraint) implements OfTableName {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.visit(this);
        }
    }

    /** Does something with each case. */
    interface Visitor<R> {
        R visit(CatalogCreated event);

        R visit(CatalogAltered event);

        R visit(CatalogDropped event);

        R visit(ConstraintsAdded event);

        R visit(DatabaseCreated event);

        R visit(DatabaseAltered event);

        R visit(DatabaseDropped event);

        R visit(TableCreated event);

        R visit(TableAltered event);

        R visit(TableDropped event);

        R visit(PartitionsAdded event);

        R visit(PartitionsAltered event);

        R visit(PartitionsAlteredTogether event);

        R visit(PartitionsDropped event);

        R visit(RowsInserted event);

        R visit(Reloaded event);

        R visit(FunctionCreated event);

        R visit(FunctionDropped event);

        R visit(TableStatisticsUpdated event);

        R visit(TableStatisticsDeleted event);

        R visit(PartitionStatisticsUpdated event);

        R visit(PartitionStatisticsDeleted event);

        R visit(TransactionsOpened event);

        R visit(TransactionCommitted event);

        R visit(TransactionAborted event);

        R visit(WriteIdsAllocated event);

        R visit(CompactionCommitted event);

        R visit(ConstraintDropped event);
    }
}
