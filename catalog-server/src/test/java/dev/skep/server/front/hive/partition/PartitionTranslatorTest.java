package dev.skep.server.front.hive.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.hive.api.Partition;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.server.front.hive.WireValues;
import dev.skep.server.front.hive.table.TableTranslator;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Listing;
import dev.skep.thrift.Codec;
import dev.skep.thrift.Generation;
import dev.skep.thrift.Limits;
import dev.skep.thrift.ThriftReader;
import dev.skep.thrift.ThriftWriter;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryBuffer;

/** Whatever a client gives of a partition comes back to it as it was. */
class PartitionTranslatorTest {
    @Property(tries = 200)
    void partitions(@ForAll Random random) {
        Partition wire = new WireValues(random).partition();
        TableName table = PartitionTranslator.table(wire);
        assertThat(PartitionTranslator.toWire(table, model(wire))).isEqualTo(wire);
    }

    @Property(tries = 50)
    void partitionsOfViewsWithoutDescriptor(@ForAll Random random) {
        Partition wire = new WireValues(random).partition().toBuilder().sd(null).build();
        TableName table = PartitionTranslator.table(wire);
        dev.skep.server.model.Table view = TableTranslator.toModel(table, tableOf(wire, "VIRTUAL_VIEW"));
        assertThat(PartitionTranslator.toWire(table, PartitionTranslator.toModel(wire, view)))
                .isEqualTo(wire);
    }

    @Property(tries = 50)
    void partitionsThatAreStreamed(@ForAll Random random) throws TException {
        WireValues values = new WireValues(random);
        Partition first = values.partition();
        StorageDescriptor shared = first.sd();
        List<Partition> wire = IntStream.range(0, 4)
                .mapToObj(i -> first.toBuilder()
                        .values(List.of("v" + i))
                        .sd((i == 2 ? values.descriptor() : shared)
                                .toBuilder().location("file:/" + i).build())
                        .build())
                .toList();
        Listing<Stored<dev.skep.server.model.Partition>> listing = Listing.of(
                wire.stream().map(each -> new Stored<>(1, 1, model(each))).toList());
        try (PartitionStream stream = new PartitionStream(
                PartitionTranslator.table(first), listing, Generation.NEWEST, PartitionView.WHOLE)) {
            TMemoryBuffer bytes = new TMemoryBuffer(1024);
            Codec.elements(Partition.CODEC)
                    .write(new ThriftWriter(new TBinaryProtocol(bytes), Generation.NEWEST), stream);
            assertThat(Codec.list(Partition.CODEC).read(new ThriftReader(new TBinaryProtocol(bytes), Limits.DEFAULT)))
                    .isEqualTo(wire);
        }
    }

    private static dev.skep.server.model.Partition model(Partition wire) {
        return PartitionTranslator.toModel(
                wire, TableTranslator.toModel(PartitionTranslator.table(wire), tableOf(wire, "MANAGED_TABLE")));
    }

    private static Table tableOf(Partition wire, String type) {
        return new WireValues(new Random(1))
                .table().toBuilder()
                        .dbName(wire.dbName())
                        .tableName(wire.tableName())
                        .tableType(type)
                        .build();
    }
}
