package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.skep.thrift.Codec;
import dev.skep.thrift.Generation;
import dev.skep.thrift.Limits;
import dev.skep.thrift.StructCodec;
import dev.skep.thrift.ThriftReader;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever bytes arrive: the answer is an exception of Thrift's family, and memory stays in proportion to them. */
class HostileBytesTest {
    private static final long SEED = Long.getLong("codec.seed", 20240817L);
    private static final int MUTATIONS = 1_000;
    private static final int MUTATIONS_OF_A_VALUE = 50;

    /** What one read may allocate besides a multiple of its input: buffers, and the stack trace of the refusal. */
    private static final long ALLOWANCE = 2 << 20;

    private static final long ALLOWANCE_PER_BYTE = 400;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
    void mutatedBytesAreReadOrRefused(Wire wire) throws TException {
        Random random = new Random(SEED);
        List<String> structs =
                List.of("Table", "AddPartitionsRequest", "ColumnStatistics", "DropPartitionsRequest", "LockRequest");
        for (String struct : structs) {
            byte[] sound = new byte[0];
            for (int i = 0; i < MUTATIONS; i++) {
                if (i % MUTATIONS_OF_A_VALUE == 0) {
                    Object value = new OwnValues(Published.HIVE_4_1, random).value(OwnStructs.type(struct));
                    sound = wire.write(OwnStructs.codec(struct), value, Generation.NEWEST);
                }
                byte[] bytes = sound.clone();
                for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                readOrRefuse(wire, OwnStructs.codec(struct), bytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void truncatedBytesAreRefused(Wire wire) throws TException {
        Object value = new OwnValues(Published.HIVE_4_1, new Random(SEED)).value(Table.class);
        byte[] bytes = wire.write(OwnStructs.codec("Table"), value, Generation.NEWEST);
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> wire.read(Table.CODEC, truncated)).isInstanceOf(TException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsReadOrRefused(Wire wire) {
        loadClasses(wire);
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            readOrRefuse(wire, OwnStructs.codec("Partition"), noise);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHugeListCountAllocatesNothing(Wire wire) throws TException {
        refusedCheaply(wire, out -> {
            out.writeFieldBegin(new TField("", TType.LIST, (short) 8));
            out.writeListBegin(new TList(TType.STRUCT, Integer.MAX_VALUE));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aHugeMapCountAllocatesNothing(Wire wire) throws TException {
        refusedCheaply(wire, out -> {
            out.writeFieldBegin(new TField("", TType.MAP, (short) 9));
            out.writeMapBegin(new TMap(TType.STRING, TType.STRING, Integer.MAX_VALUE));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aHugeUnknownListAllocatesNothing(Wire wire) throws TException {
        refusedCheaply(wire, out -> {
            out.writeFieldBegin(new TField("", TType.LIST, (short) 900));
            out.writeListBegin(new TList(TType.BYTE, 100_000_000));
        });
    }

    @ParameterizedTest
    @EnumSource
    void tooManyElementsInAllContainersTogetherAreRefused(Wire wire) throws TException {
        int count = 60_000;
        byte[] bytes = wire.writeRaw(out -> {
            for (int lists = 0; lists < 2; lists++) {
                out.writeFieldBegin(new TField("", TType.LIST, (short) 8));
                out.writeListBegin(new TList(TType.STRUCT, count));
                for (int i = 0; i < count; i++) {
                    out.writeStructBegin(new TStruct(""));
                    out.writeFieldStop();
                    out.writeStructEnd();
                }
            }
            out.writeFieldStop();
        });
        Limits limits = new Limits(1 << 20, 1 << 20, 100_000, 64);
        assertThatThrownBy(() -> read(wire, Table.CODEC, bytes, limits))
                .isInstanceOf(TProtocolException.class)
                .hasMessageContaining("elements");
    }

    @ParameterizedTest
    @EnumSource
    void deepNestingIsRefusedBeforeTheStackEnds(Wire wire) throws TException {
        byte[] structs = wire.writeRaw(out -> {
            for (int i = 0; i < 1_000_000; i++) {
                out.writeFieldBegin(new TField("", TType.STRUCT, (short) 900));
            }
        });
        byte[] lists = wire.writeRaw(out -> {
            out.writeFieldBegin(new TField("", TType.LIST, (short) 900));
            for (int i = 0; i < 1_000_000; i++) {
                out.writeListBegin(new TList(TType.LIST, 1));
            }
        });
        for (byte[] bytes : List.of(structs, lists)) {
            assertThatThrownBy(() -> wire.read(Table.CODEC, bytes))
                    .isInstanceOf(TProtocolException.class)
                    .hasMessageContaining("nested");
        }
    }

    /** An unframed socket does not know how much will come: the length of a string must not be believed. */
    @ParameterizedTest
    @EnumSource(names = "BINARY")
    void aLongStringOnASocketIsAllocatedAsItArrives(Wire wire) throws TException {
        byte[] bytes = wire.writeRaw(out -> {
            out.writeFieldBegin(new TField("", TType.STRING, (short) 1));
            out.writeI32(Limits.DEFAULT.stringBytes());
        });
        TIOStreamTransport socket =
                new TIOStreamTransport(Limits.DEFAULT.configuration(), new ByteArrayInputStream(bytes));
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Table.CODEC.read(Limits.DEFAULT.binary(socket)))
                .isInstanceOf(TException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOWANCE);
    }

    @ParameterizedTest
    @EnumSource
    void aStringBeyondTheLimitIsRefused(Wire wire) throws TException {
        byte[] bytes = wire.write(
                Table.CODEC, Table.builder().tableName("t".repeat(100)).build(), Generation.NEWEST);
        assertThatThrownBy(() -> read(wire, Table.CODEC, bytes, new Limits(1 << 20, 99, 100, 64)))
                .isInstanceOf(TProtocolException.class);
    }

    /** So that none of the memory that the first reading of all takes is counted. */
    private static void loadClasses(Wire wire) {
        assertThatThrownBy(() -> read(wire, OwnStructs.codec("Partition"), new byte[] {-1, 0}, Limits.DEFAULT))
                .isInstanceOf(TException.class);
    }

    private void refusedCheaply(Wire wire, Wire.RawWriting writing) throws TException {
        byte[] bytes = wire.writeRaw(writing);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> wire.read(Table.CODEC, bytes)).isInstanceOf(TException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOWANCE);
    }

    private void readOrRefuse(Wire wire, StructCodec<Object> codec, byte[] bytes) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            read(wire, codec, bytes, Limits.DEFAULT);
        } catch (TException expected) {
            assertThat(expected).isNotNull();
        } catch (RuntimeException | StackOverflowError e) {
            fail(wire + ", seed " + SEED + ": " + Arrays.toString(bytes), e);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated)
                .as(() -> wire + ", seed " + SEED + ": " + Arrays.toString(bytes))
                .isLessThan(ALLOWANCE + ALLOWANCE_PER_BYTE * bytes.length);
    }

    private static <T> T read(Wire wire, Codec<T> codec, byte[] bytes, Limits limits) throws TException {
        TMemoryInputTransport transport = new TMemoryInputTransport(limits.configuration(), bytes);
        TProtocol protocol = wire == Wire.BINARY ? limits.binary(transport) : limits.compact(transport);
        return codec.read(new ThriftReader(protocol, limits));
    }
}
