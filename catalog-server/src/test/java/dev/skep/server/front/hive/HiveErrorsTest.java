package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.hive.api.InvalidObjectException;
import dev.skep.hive.api.InvalidOperationException;
import dev.skep.hive.api.MetaException;
import dev.skep.hive.api.NoSuchObjectException;
import dev.skep.hive.api.PartitionChangesMethods;
import dev.skep.hive.api.PartitionNamesMethods;
import dev.skep.hive.api.SessionMethods;
import dev.skep.hive.api.TablesMethods;
import dev.skep.server.model.ErrorKind;
import dev.skep.thrift.Generation;
import dev.skep.thrift.ServiceMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HiveErrorsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "hive-thrift.md");

    @Test
    void choosesWhatTheMethodDeclares() {
        assertThat(answer(TablesMethods.getTable(), ErrorKind.NOT_FOUND_TABLE))
                .isInstanceOf(NoSuchObjectException.class);
        assertThat(answer(TablesMethods.alterTable(), ErrorKind.NOT_FOUND_TABLE))
                .isInstanceOf(InvalidOperationException.class);
        assertThat(answer(TablesMethods.createTable(), ErrorKind.NOT_FOUND_DATABASE))
                .isInstanceOf(InvalidObjectException.class);
        assertThat(answer(PartitionChangesMethods.addPartitions(), ErrorKind.INVALID))
                .isInstanceOf(MetaException.class);
    }

    @Test
    void looksAtWhatTheGenerationOfTheClientKnows() {
        ServiceMethod<?, ?, ?, ?> method = PartitionNamesMethods.getPartitionNames();
        assertThat(HiveErrors.of(method, Generation.HIVE_2, ErrorKind.NOT_FOUND_TABLE, "x")
                        .orElseThrow())
                .isInstanceOf(MetaException.class);
        assertThat(HiveErrors.of(method, Generation.HIVE_3, ErrorKind.NOT_FOUND_TABLE, "x")
                        .orElseThrow())
                .isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void tellsTroubleWithALocationAsHiveDoes() {
        assertThat(answer(TablesMethods.createTable(), ErrorKind.INVALID_LOCATION))
                .isInstanceOf(MetaException.class);
        assertThat(answer(TablesMethods.alterTable(), ErrorKind.INVALID_LOCATION))
                .isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void hasNoAnswerForAMethodThatDeclaresNone() {
        assertThat(HiveErrors.of(SessionMethods.getName(), Generation.NEWEST, ErrorKind.INTERNAL, "x"))
                .isEmpty();
    }

    @Test
    void theDocumentShowsThisTable() throws IOException {
        String table = Arrays.stream(ErrorKind.values())
                .map(kind -> "| `" + kind + "` | "
                        + HiveErrors.candidates(kind, "", Generation.NEWEST).stream()
                                .map(answer -> "`" + answer.type().getSimpleName() + "`")
                                .collect(Collectors.joining(", "))
                        + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(DOCUMENT)).contains(table);
    }

    private static Object answer(ServiceMethod<?, ?, ?, ?> method, ErrorKind kind) {
        return HiveErrors.of(method, Generation.NEWEST, kind, "x").orElseThrow();
    }
}
