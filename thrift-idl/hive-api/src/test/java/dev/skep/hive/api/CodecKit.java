package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.thrift.StructCodec;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every struct of one release of Hive: what Hive's own classes write is read by ours and written back, and Hive's
 * classes read the same value again; in both protocols, with many, few and no optional fields.
 *
 * <p>Set the system property {@code codec.seed} to repeat a failure.
 */
abstract class CodecKit {
    private static final int ROUNDS = 4;

    private final Published published;
    private final long seed = Long.getLong("codec.seed", 20240817L);

    CodecKit(Published published) {
        this.published = published;
    }

    @TestFactory
    Stream<DynamicTest> typed() {
        return eachStruct((name, value, wire) ->
                assertThat(throughOurs(OwnStructs.codec(name), value, wire)).isEqualTo(value));
    }

    /** All fields of a struct that our IDL knows nothing about survive, and in the binary protocol to the byte. */
    @TestFactory
    Stream<DynamicTest> asUnknownFields() {
        return eachStruct((name, value, wire) -> {
            byte[] theirs = published.write(value, wire);
            PutFileMetadataResult unknown = wire.read(PutFileMetadataResult.CODEC, theirs);
            byte[] ours = wire.write(PutFileMetadataResult.CODEC, unknown, published.generation);
            if (wire == Wire.BINARY) {
                assertThat(ours).isEqualTo(theirs);
            }
            assertThat(published.read(value.getClass(), ours, wire)).isEqualTo(value);
        });
    }

    /** The other way round: a value of ours, as far as the release knows its fields, through Hive's classes. */
    @TestFactory
    Stream<DynamicTest> ours() {
        return published.structs().entrySet().stream()
                .map(struct -> DynamicTest.dynamicTest(struct.getKey(), () -> {
                    OwnValues values = new OwnValues(
                            published, new Random(seed ^ struct.getKey().hashCode()));
                    StructCodec<Object> codec = OwnStructs.codec(struct.getKey());
                    for (int round = 0; round < ROUNDS; round++) {
                        Object value = values.value(OwnStructs.type(struct.getKey()));
                        for (Wire wire : Wire.values()) {
                            byte[] ours = wire.write(codec, value, published.generation);
                            Object theirs = published.read(struct.getValue(), ours, wire);
                            assertThat(wire.read(codec, published.write(theirs, wire)))
                                    .as("%s, -Dcodec.seed=%d", wire, seed)
                                    .isEqualTo(value);
                        }
                    }
                }));
    }

    private Object throughOurs(StructCodec<Object> codec, Object value, Wire wire) throws TException {
        Object read = wire.read(codec, published.write(value, wire));
        assertThat(OwnStructs.unknown(read).isEmpty())
                .as("every field is known")
                .isTrue();
        byte[] ours = wire.write(codec, read, published.generation);
        assertThat(wire.read(codec, ours)).isEqualTo(read);
        return published.read(value.getClass(), ours, wire);
    }

    private Stream<DynamicTest> eachStruct(Check check) {
        return published.structs().entrySet().stream()
                .map(struct -> DynamicTest.dynamicTest(struct.getKey(), () -> {
                    Random random = new Random(seed ^ struct.getKey().hashCode());
                    for (PublishedValues.Fill fill : PublishedValues.Fill.values()) {
                        PublishedValues values = new PublishedValues(published, random, fill);
                        for (int round = 0; round < ROUNDS; round++) {
                            Object value = values.struct(struct.getValue());
                            for (Wire wire : Wire.values()) {
                                run(check, struct.getKey(), value, wire);
                            }
                        }
                    }
                }));
    }

    private void run(Check check, String name, Object value, Wire wire) {
        try {
            check.run(name, value, wire);
        } catch (TException | RuntimeException | AssertionError e) {
            throw new AssertionError(wire + ", -Dcodec.seed=" + seed + ": " + value, e);
        }
    }

    private interface Check {
        void run(String name, Object value, Wire wire) throws TException;
    }
}
