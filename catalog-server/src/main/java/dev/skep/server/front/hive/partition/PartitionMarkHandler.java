package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.IsPartitionMarkedForEventArgs;
import dev.skep.hive.api.MarkPartitionForEventArgs;
import dev.skep.hive.api.PartitionEventType;
import dev.skep.hive.api.PartitionMarks;
import dev.skep.server.catalog.PartitionMarkService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import org.jspecify.annotations.Nullable;

/** Marks on partitions. */
public final class PartitionMarkHandler implements PartitionMarks<ClientSession> {
    private final PartitionMarkService marks;

    public PartitionMarkHandler(PartitionMarkService marks) {
        this.marks = marks;
    }

    @Override
    public void markPartitionForEvent(MarkPartitionForEventArgs args, ClientSession session) {
        marks.mark(
                Translation.table(null, args.dbName(), args.tblName()),
                Translation.required(args.partVals(), "partition values"),
                event(args.eventType()));
    }

    @Override
    public boolean isPartitionMarkedForEvent(IsPartitionMarkedForEventArgs args, ClientSession session) {
        return marks.isMarked(
                Translation.table(null, args.dbName(), args.tblName()),
                Translation.required(args.partVals(), "partition values"),
                event(args.eventType()));
    }

    private static String event(@Nullable PartitionEventType type) {
        return switch (Translation.required(type, "type of event")) {
            case LOAD_DONE -> "LOAD_DONE";
            case UNRECOGNIZED -> throw CatalogException.invalid("The type of event is none that is known");
        };
    }
}
