package dev.skep.server.model.event;

import dev.skep.server.model.Partition;
import dev.skep.server.model.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that a client says it has written in a transaction. Not an event: nobody else sees them before the transaction is
 * committed, and whoever follows commits asks for them then.
 *
 * @param table as it was then, as is the partition
 * @param partition null where the table itself was written to
 */
public record TransactionalWrite(
        long transaction,
        long writeId,
        Table table,
        @Nullable Partition partition,
        List<DataFile> files) {
    public TransactionalWrite {
        files = List.copyOf(files);
    }
}
