package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.Partition;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Listing;
import dev.skep.thrift.Elements;
import dev.skep.thrift.Generation;
import dev.skep.thrift.UnknownFields;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Partitions that are read, translated and written page by page. Most share their layout with the one before them, so
 * that its wire form is made once and copied from then on.
 */
final class PartitionStream implements Elements<Partition> {
    private final TableName table;
    private final Listing<Stored<dev.skep.server.model.Partition>> listing;
    private final Generation generation;
    private final PartitionView view;
    private boolean closed;
    private @Nullable Layout lastLayout;
    private UnknownFields lastEncoded = UnknownFields.NONE;

    PartitionStream(
            TableName table,
            Listing<Stored<dev.skep.server.model.Partition>> listing,
            Generation generation,
            PartitionView view) {
        this.view = view;
        this.table = table;
        this.listing = listing;
        this.generation = generation;
    }

    @Override
    public int size() {
        return listing.size();
    }

    @Override
    public Iterator<Partition> iterator() {
        return listing.map(stored -> translate(stored.value())).iterator();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listing.close();
        }
    }

    private Partition translate(dev.skep.server.model.Partition partition) {
        Layout layout = partition.layout();
        if (!layout.equals(lastLayout)) {
            lastEncoded = UnknownFields.encoded(
                    StorageDescriptor.CODEC, view.of(LayoutTranslator.toWire(layout, null)), generation);
            lastLayout = layout;
        }
        StorageDescriptor descriptor = StorageDescriptor.builder()
                .location(partition.location())
                .unknown(lastEncoded)
                .build();
        return view.of(PartitionTranslator.toWire(table, partition, descriptor));
    }
}
