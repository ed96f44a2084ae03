package dev.skep.server.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What working on a table's partitions needs of the table: one narrow row, without its parameters. */
public record TableHead(
        long id,
        long version,
        TableName name,
        TableKind kind,
        @Nullable String location,
        List<Column> partitionKeys) {
    public TableHead {
        partitionKeys = List.copyOf(partitionKeys);
    }

    public static TableHead of(Stored<Table> stored) {
        Table table = stored.value();
        return new TableHead(
                stored.id(), stored.version(), table.name(), table.kind(), table.location(), table.partitionKeys());
    }

    /** @throws CatalogException {@link ErrorKind#INVALID} if the number of values is not the number of keys */
    public PartitionName partitionName(List<String> values) {
        return PartitionName.of(partitionKeys, values);
    }

    /**
     * A partition name as this table spells it. Clients write keys in any order and case, and escape more or less.
     *
     * @throws CatalogException {@link ErrorKind#INVALID} if the text is no name of a partition of this table
     */
    public PartitionName partitionName(PartitionName asWritten) {
        return partitionName(asWritten.valuesOf(partitionKeys));
    }
}
