package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.thrift.DeclaredException;
import dev.skep.thrift.Generation;
import dev.skep.thrift.ServiceMethod;
import dev.skep.thrift.ThriftException;
import dev.skep.thrift.ThriftReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every declared method of one release of Hive: its arguments, its result and its exceptions, both ways. */
abstract class ServiceKit {
    private static final int ROUNDS = 4;

    private final Published published;
    private final long seed = Long.getLong("codec.seed", 20240817L);

    ServiceKit(Published published) {
        this.published = published;
    }

    static List<ServiceMethod<?, Object, ?, ?>> methods() {
        List<ServiceMethod<?, Object, ?, ?>> all = new ArrayList<>();
        all.addAll(CatalogsMethods.<Object>all());
        all.addAll(DatabasesMethods.<Object>all());
        all.addAll(TablesMethods.<Object>all());
        all.addAll(TableListingsMethods.<Object>all());
        all.addAll(PartitionsMethods.<Object>all());
        all.addAll(PartitionChangesMethods.<Object>all());
        all.addAll(PartitionRemovalsMethods.<Object>all());
        all.addAll(PartitionNamesMethods.<Object>all());
        all.addAll(PartitionFiltersMethods.<Object>all());
        all.addAll(PartitionExpressionsMethods.<Object>all());
        all.addAll(StatisticsMethods.<Object>all());
        all.addAll(EventsMethods.<Object>all());
        all.addAll(FunctionsMethods.<Object>all());
        all.addAll(ConstraintsMethods.<Object>all());
        all.addAll(PrivilegesMethods.<Object>all());
        all.addAll(TokensMethods.<Object>all());
        all.addAll(TransactionsMethods.<Object>all());
        all.addAll(LocksMethods.<Object>all());
        all.addAll(CompactionsMethods.<Object>all());
        all.addAll(SchemaRegistryMethods.<Object>all());
        all.addAll(ScheduledQueriesMethods.<Object>all());
        all.addAll(RuntimeStatisticsMethods.<Object>all());
        all.addAll(DataConnectorsMethods.<Object>all());
        all.addAll(StoredProceduresMethods.<Object>all());
        all.addAll(IndexesMethods.<Object>all());
        all.addAll(UserTypesMethods.<Object>all());
        all.addAll(ResourcePlansMethods.<Object>all());
        all.addAll(ReplicationMetricsLogMethods.<Object>all());
        all.addAll(FileMetadataCacheMethods.<Object>all());
        all.addAll(SessionMethods.<Object>all());
        return all;
    }

    @TestFactory
    Stream<DynamicTest> arguments() {
        return each("_args", (method, type) -> arguments(method, type, random(method)));
    }

    private <A> void arguments(ServiceMethod<?, Object, A, ?> method, Class<?> type, Random random) throws TException {
        for (PublishedValues.Fill fill : PublishedValues.Fill.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                Object theirs = new PublishedValues(published, random, fill).struct(type);
                for (Wire wire : Wire.values()) {
                    A ours = wire.read(method.arguments(), published.write(theirs, wire));
                    assertThat(OwnStructs.unknown(ours).isEmpty()).isTrue();
                    byte[] back = wire.write(method.arguments(), ours, published.generation);
                    assertThat(published.read(type, back, wire)).isEqualTo(theirs);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> results() {
        return each("_result", (method, type) -> results(method, type, random(method)));
    }

    private <R> void results(ServiceMethod<?, Object, ?, R> method, Class<?> type, Random random) throws TException {
        for (int round = 0; round < ROUNDS; round++) {
            Object theirs = Published.create(type);
            PublishedField success = published.fields(type).get(0);
            if (success != null) {
                PublishedValues values = new PublishedValues(published, random, PublishedValues.Fill.SOME);
                success.set(theirs, values.value(success));
            }
            for (Wire wire : Wire.values()) {
                R ours = wire.read(published.write(theirs, wire), in -> reply(method, in));
                byte[] back = wire.write(published.generation, out -> method.writeResult(out, ours));
                assertThat(published.read(type, back, wire)).isEqualTo(theirs);
            }
        }
    }

    private static <R> R reply(ServiceMethod<?, Object, ?, R> method, ThriftReader in) throws TException {
        try {
            return method.readReply(in);
        } catch (ThriftException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> exceptions() {
        return each("_result", this::exceptions);
    }

    private void exceptions(ServiceMethod<?, Object, ?, ?> method, Class<?> type) throws TException {
        Map<Integer, String> ours = new HashMap<>();
        for (DeclaredException<?> declared : method.exceptions()) {
            if (declared.knownTo(published.generation)) {
                ours.put(declared.idFor(published.generation), declared.type().getSimpleName());
            }
        }
        Map<Integer, String> theirs = new HashMap<>();
        for (PublishedField field : published.fields(type).values()) {
            if (field.id() != 0) {
                theirs.put(field.id(), field.declaredType().getSimpleName());
                arrives(method, type, field);
            }
        }
        assertThat(ours).isEqualTo(theirs);
    }

    private void arrives(ServiceMethod<?, Object, ?, ?> method, Class<?> type, PublishedField field) throws TException {
        Object exception = new OwnValues(published, random(method))
                .value(OwnStructs.type(field.declaredType().getSimpleName()));
        for (Wire wire : Wire.values()) {
            for (Generation form : forms()) {
                byte[] bytes = wire.write(form, out -> method.writeException(out, (ThriftException) exception));
                Object reply = published.read(type, bytes, wire);
                assertThat(field.isSet(reply)).isTrue();
                assertThat(Published.call(field.get(reply), "getMessage"))
                        .isEqualTo(Published.call(exception, "getMessage"));
            }
        }
    }

    /** What clients of this release may be sent: those from Hive 3 on also while nobody knows what they are. */
    private Set<Generation> forms() {
        return published.generation.atLeast(Generation.HIVE_3)
                ? EnumSet.of(published.generation, Generation.NEWEST)
                : EnumSet.of(published.generation);
    }

    private Stream<DynamicTest> each(String suffix, Check check) {
        return methods().stream()
                .filter(method -> published.serviceStruct(method.name(), suffix) != null)
                .map(method -> DynamicTest.dynamicTest(
                        method.name() + ", -Dcodec.seed=" + seed,
                        () -> check.run(method, published.serviceStruct(method.name(), suffix))));
    }

    private Random random(ServiceMethod<?, Object, ?, ?> method) {
        return new Random(seed ^ method.name().hashCode());
    }

    private interface Check {
        void run(ServiceMethod<?, Object, ?, ?> method, Class<?> type) throws TException;
    }
}
