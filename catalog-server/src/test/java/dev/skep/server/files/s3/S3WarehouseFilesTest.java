package dev.skep.server.files.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.files.WarehouseFiles.Figures;
import dev.skep.server.files.WarehouseFilesKit;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3WarehouseFilesTest extends WarehouseFilesKit {
    private static final String ROOT = "warehouse/";

    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static S3Settings settings(String secret, Optional<S3Location> trash) {
        return server.settings(secret, trash);
    }

    private static WarehouseFiles of(S3Settings settings) {
        return new S3WarehouseFiles(settings, new LocalWarehouseFiles());
    }

    @Override
    protected WarehouseFiles files() {
        return of(settings("secret", Optional.empty()));
    }

    @Override
    protected WarehouseFiles filesWithTrash(String trash) {
        return of(settings("secret", Optional.of(S3Location.of(trash))));
    }

    @Override
    protected String at(String path) {
        return "s3a://" + S3Server.BUCKET + "/" + ROOT + path;
    }

    @Override
    protected String inTrash(String path) {
        return "trash/" + S3Server.BUCKET + "/" + ROOT + path;
    }

    @Override
    protected void write(String path, String content) {
        server.write(ROOT + path, content);
    }

    @Override
    protected String read(String path) {
        return server.read(ROOT + path);
    }

    @Test
    void anEmptyObjectMarksADirectoryUntilItGoes() {
        assertThat(files().createDirectory(at("marked"))).isTrue();
        assertThat(read("marked/")).isEmpty();
        files().deleteEmpty(at("marked"));
        assertThat(files().isDirectory(at("marked"))).isFalse();
        assertThat(files().createDirectory("s3://" + S3Server.BUCKET)).isFalse();
    }

    @Test
    void aMoveThatWasCutOffIsBegunAgainAndCompleted() {
        write("cut/from/x", "1");
        write("cut/from/y", "2");
        files().move(at("cut/from"), at("cut/to"));
        server.delete(ROOT + "cut/to/y");
        write("cut/from/x", "changed");

        files().move(at("cut/from"), at("cut/to")).finish();
        assertThat(read("cut/to/x")).isEqualTo("changed");
        assertThat(read("cut/to/y")).isEqualTo("2");
        assertThat(files().isDirectory(at("cut/from"))).isFalse();
        assertThat(files().figures(at("cut/to"))).contains(new Figures(2, 8));

        write("cut/from/z", "3");
        assertThatThrownBy(() -> files().move(at("cut/from"), at("cut/to")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("something is there already");
    }

    @Test
    void whatAnotherMoveLeftIsNotTakenForThisOne() {
        write("other/from/x", "1");
        write("other/from2/x", "2");
        files().move(at("other/from"), at("other/to"));
        assertThatThrownBy(() -> files().move(at("other/from2"), at("other/to")))
                .isInstanceOf(CatalogException.class);
        assertThat(read("other/to/x")).isEqualTo("1");
    }

    @Test
    void aMoveTakenBackLeavesNothing() {
        write("back/from/x", "1");
        files().move(at("back/from"), at("back/to")).undo();
        assertThat(files().isDirectory(at("back/to"))).isFalse();
    }

    @Test
    void whatWasWrittenMeanwhileAtTheOldPlaceStays() {
        write("late/from/x", "1");
        WarehouseFiles.Move move = files().move(at("late/from"), at("late/to"));
        write("late/from/y", "2");
        move.finish();
        assertThat(read("late/from/x")).isNull();
        assertThat(read("late/from/y")).isEqualTo("2");
    }

    @Test
    void moreObjectsThanFitIntoOneAnswer() {
        String trash = "s3://" + S3Server.BUCKET + "/much";
        WarehouseFiles files = new S3WarehouseFiles(
                settings("secret", Optional.of(S3Location.of(trash))), new LocalWarehouseFiles(), 7);
        for (int i = 0; i < 30; i++) {
            write("many/t/p=" + i + "/x", "1");
        }
        assertThat(files.figures(at("many/t"))).contains(new Figures(30, 30));
        assertThat(files.directoriesIn(at("many/t")).orElseThrow()).hasSize(30);
        files.move(at("many/t"), at("many/u")).finish();
        assertThat(files.isDirectory(at("many/t"))).isFalse();
        files.discard(at("many/u"));
        assertThat(files.isDirectory(at("many/u"))).isFalse();
        String thrown = trash + "/" + S3Server.BUCKET + "/" + ROOT + "many/u";
        assertThat(files.figures(thrown)).contains(new Figures(30, 30));
        files.delete(thrown);
        assertThat(files.isDirectory(thrown)).isFalse();
    }

    @Test
    void doesNotThrowAwayTheTrash() {
        write("around/trash/x", "1");
        write("around/y", "1");
        assertThatThrownBy(() -> filesWithTrash(at("around/trash")).discard(at("around")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("warehouse.s3.trash-dir");
        filesWithTrash(at("around/trash")).discard(at("around/trash"));
        assertThat(read("around/trash/x")).isNull();
        assertThat(read("around/y")).isEqualTo("1");
    }

    @Test
    void saysWhatTheStoreAnswersAndConcludesNothingFromIt() {
        WarehouseFiles stranger = of(settings("guessed", Optional.empty()));
        write("kept/p=1/x", "1");
        for (ThrowingCallable refused : List.<ThrowingCallable>of(
                () -> stranger.delete(at("kept")),
                () -> stranger.discard(at("kept")),
                () -> stranger.deleteEmpty(at("kept")),
                () -> stranger.move(at("kept"), at("kept2")),
                () -> stranger.createDirectory(at("kept3")),
                () -> stranger.isDirectory(at("kept")),
                () -> stranger.directoriesIn(at("kept")))) {
            assertThatThrownBy(refused)
                    .isInstanceOfSatisfying(
                            CatalogException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_LOCATION))
                    .hasMessageContaining("kept")
                    .hasMessageContaining("warehouse.s3.secret-key");
        }
        assertThat(stranger.isFile(at("kept/p=1/x"))).isFalse();
        assertThat(stranger.figures(at("kept"))).isEmpty();
        assertThatThrownBy(() -> files().createDirectory("s3://missing-bucket/t"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("missing-bucket")
                .hasMessageContaining("there is no such bucket");
        assertThat(read("kept/p=1/x")).isEqualTo("1");
    }

    @Test
    void aStoreThatDoesNotAnswerIsUnavailable() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        WarehouseFiles nowhere = of(new S3Settings(
                "eu-central-1",
                Optional.of(URI.create("http://127.0.0.1:" + closed)),
                true,
                new S3Settings.Keys("access", "secret"),
                Optional.empty()));
        assertThatThrownBy(() -> nowhere.directoriesIn(at("t")))
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
                .hasMessageContaining("warehouse.s3.endpoint");
    }

    @Test
    void neverRemovesABucketAsAWhole() {
        assertThatThrownBy(() -> files().delete("s3://lake/")).isInstanceOf(CatalogException.class);
        assertThatThrownBy(() -> files().delete("s3:/x")).isInstanceOf(CatalogException.class);
        assertThatThrownBy(() -> files().move(at("in"), at("in/side"))).isInstanceOf(CatalogException.class);
    }
}
