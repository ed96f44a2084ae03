package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.thrift.Bytes;
import dev.skep.thrift.Elements;
import dev.skep.thrift.Generation;
import dev.skep.thrift.ThriftException;
import dev.skep.thrift.UnknownFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The places where a value's form on the wire is more than its fields in order. */
class WireFormsTest {
    private static final StorageDescriptor DESCRIPTOR = StorageDescriptor.builder()
            .cols(List.of(FieldSchema.builder().name("id").type("bigint").build()))
            .compressed(false)
            .parameters(Map.of("k", "v"))
            .skewedInfo(SkewedInfo.builder()
                    .skewedColValueLocationMaps(Map.of(List.of("a", "b"), "/there"))
                    .build())
            .build();

    @ParameterizedTest
    @EnumSource
    void anEncodedDescriptorIsWrittenLikeTheDescriptorItself(Wire wire) throws TException {
        StorageDescriptor shared = StorageDescriptor.builder()
                .location("s3://bucket/part")
                .unknown(UnknownFields.encoded(StorageDescriptor.CODEC, DESCRIPTOR, Generation.NEWEST))
                .build();
        Partition partition =
                Partition.builder().values(List.of("1")).sd(shared).build();

        byte[] bytes = wire.write(Partition.CODEC, partition, Generation.NEWEST);

        assertThat(wire.read(Partition.CODEC, bytes).sd())
                .isEqualTo(DESCRIPTOR.toBuilder().location("s3://bucket/part").build());
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownEnumNumberSurvives(Wire wire) throws TException {
        byte[] bytes = wire.writeRaw(out -> {
            field(out, TType.I32, 18).writeI32(77);
            out.writeFieldStop();
        });

        Table table = wire.read(Table.CODEC, bytes);

        assertThat(table.ownerType()).isEqualTo(PrincipalType.UNRECOGNIZED);
        assertThat(wire.write(Table.CODEC, table, Generation.NEWEST)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void aListWithAnUnknownEnumNumberSurvives(Wire wire) throws TException {
        byte[] bytes = wire.writeRaw(out -> {
            field(out, TType.LIST, 1);
            out.writeListBegin(new TList(TType.I32, 2));
            out.writeI32(ClientCapability.INSERT_ONLY_TABLES.number());
            out.writeI32(77);
            out.writeFieldStop();
        });

        ClientCapabilities capabilities = wire.read(ClientCapabilities.CODEC, bytes);

        assertThat(capabilities.values())
                .containsExactly(ClientCapability.INSERT_ONLY_TABLES, ClientCapability.UNRECOGNIZED);
        assertThat(wire.write(ClientCapabilities.CODEC, capabilities, Generation.NEWEST))
                .isEqualTo(bytes);
    }

    @Test
    void aComponentSetLaterWinsOverTheUnknownNumber() throws TException {
        byte[] bytes = Wire.BINARY.writeRaw(out -> {
            field(out, TType.I32, 18).writeI32(77);
            out.writeFieldStop();
        });
        Table changed = Wire.BINARY.read(Table.CODEC, bytes).toBuilder()
                .ownerType(PrincipalType.ROLE)
                .build();

        byte[] written = Wire.BINARY.write(Table.CODEC, changed, Generation.NEWEST);

        assertThat(Wire.BINARY.read(Table.CODEC, written).ownerType()).isEqualTo(PrincipalType.ROLE);
    }

    @ParameterizedTest
    @EnumSource
    void fieldsOfALaterGenerationSurvive(Wire wire) throws TException {
        byte[] bytes = wire.writeRaw(out -> {
            field(out, TType.STRING, 1).writeString("t");
            field(out, TType.BOOL, 200).writeBool(true);
            field(out, TType.STRUCT, 201);
            out.writeStructBegin(new TStruct(""));
            field(out, TType.DOUBLE, 3).writeDouble(1.5);
            out.writeFieldStop();
            out.writeStructEnd();
            field(out, TType.MAP, 202);
            out.writeMapBegin(new TMap(TType.STRING, TType.BOOL, 1));
            out.writeString("k");
            out.writeBool(false);
            out.writeFieldStop();
        });

        Table table = wire.read(Table.CODEC, bytes);
        Table again = wire.read(Table.CODEC, wire.write(Table.CODEC, table, Generation.NEWEST));

        assertThat(table.tableName()).isEqualTo("t");
        assertThat(table.unknown().isEmpty()).isFalse();
        assertThat(again).isEqualTo(table);
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfHive2HasItsCatalogWhereLaterOnesHaveTheCreationMetadata(Wire wire) throws TException {
        Table table = Table.builder().tableName("t").catName("hive").build();

        byte[] old = wire.write(Table.CODEC, table, Generation.HIVE_2);
        byte[] newer = wire.write(Table.CODEC, table, Generation.HIVE_3);

        assertThat(old).isNotEqualTo(newer);
        assertThat(wire.read(Table.CODEC, old)).isEqualTo(table);
        assertThat(wire.read(Table.CODEC, newer)).isEqualTo(table);
    }

    /** Some who are taken for Hive 2 have the interface of a later one. */
    @ParameterizedTest
    @EnumSource
    void aTableForHive2HasItsCatalogAlsoWhereLaterOnesLookForIt(Wire wire) throws TException {
        byte[] old = wire.write(Table.CODEC, Table.builder().catName("hive").build(), Generation.HIVE_2);

        byte[] both = wire.writeRaw(out -> {
            field(out, TType.STRING, 16).writeString("hive");
            field(out, TType.STRING, 17).writeString("hive");
            out.writeFieldStop();
        });
        assertThat(old).isEqualTo(both);
    }

    @Test
    void creationMetadataIsNotSentToHive2() throws TException {
        Table view = Table.builder()
                .tableName("v")
                .creationMetadata(CreationMetadata.builder()
                        .catName("hive")
                        .dbName("d")
                        .tblName("v")
                        .tablesUsed(Set.of("d.t"))
                        .build())
                .build();

        byte[] old = Wire.BINARY.write(Table.CODEC, view, Generation.HIVE_2);

        assertThat(Wire.BINARY.read(Table.CODEC, old))
                .isEqualTo(Table.builder().tableName("v").build());
    }

    @Test
    void aMissingRequiredFieldIsNamed() {
        assertThatThrownBy(() -> Wire.BINARY.read(AbortTxnRequest.CODEC, new byte[] {TType.STOP}))
                .isInstanceOf(TProtocolException.class)
                .hasMessage("Required field AbortTxnRequest.txnid is missing");
        assertThatThrownBy(() -> AbortTxnRequest.builder().build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("AbortTxnRequest.txnid");
    }

    @Test
    void anAbsentValueHasTheDefaultOfTheIdl() {
        PartitionsByExprRequest request = PartitionsByExprRequest.builder()
                .dbName("d")
                .tblName("t")
                .expr(Bytes.EMPTY)
                .build();

        assertThat(request.maxParts()).isNull();
        assertThat(request.maxPartsOrDefault()).isEqualTo((short) -1);
    }

    @Test
    void collectionsAreCopies() {
        List<String> values = new ArrayList<>(List.of("1"));
        Partition partition = Partition.builder().values(values).build();
        values.add("2");
        assertThat(partition.values()).containsExactly("1");
    }

    @Test
    void aStreamedResultIsWrittenOnceAndClosed() throws TException {
        Counted names = new Counted(3, 3);
        byte[] reply = Wire.BINARY.write(
                Generation.NEWEST, out -> PartitionsMethods.getPartitions().writeResult(out, names));

        assertThat(names.closed).isTrue();
        assertThat(Wire.BINARY
                        .read(reply, in -> {
                            try {
                                return PartitionsMethods.getPartitions().readReply(in);
                            } catch (NoSuchObjectException | MetaException e) {
                                throw new AssertionError(e);
                            } catch (ThriftException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .size())
                .isEqualTo(3);
    }

    @Test
    void aStreamThatMiscountedIsRefusedAndClosed() {
        for (int actual : new int[] {2, 4}) {
            Counted partitions = new Counted(3, actual);
            assertThatThrownBy(() -> Wire.BINARY.write(
                            Generation.NEWEST,
                            out -> PartitionsMethods.getPartitions().writeResult(out, partitions)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("3 elements");
            assertThat(partitions.closed).isTrue();
        }
    }

    @Test
    void closingAnAnswerClosesTheStreamInside() {
        Counted partitions = new Counted(1, 1);
        PartitionSpec.builder()
                .partitionList(PartitionListComposingSpec.builder()
                        .partitions(partitions)
                        .build())
                .build()
                .close();
        assertThat(partitions.closed).isTrue();
    }

    private static TProtocol field(TProtocol out, byte type, int id) throws TException {
        out.writeFieldBegin(new TField("", type, (short) id));
        return out;
    }

    /** Partitions that say they are so many, and are so many. */
    private static final class Counted implements Elements<Partition> {
        private final int announced;
        private final int actual;
        private boolean closed;

        Counted(int announced, int actual) {
            this.announced = announced;
            this.actual = actual;
        }

        @Override
        public int size() {
            return announced;
        }

        @Override
        public Iterator<Partition> iterator() {
            return Collections.nCopies(actual, Partition.builder().build()).iterator();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
