package dev.skep.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.files.WarehouseFiles.Figures;
import dev.skep.server.files.WarehouseFiles.Move;
import dev.skep.server.model.CatalogException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the files of every kind of store do. */
public abstract class WarehouseFilesKit {
    protected abstract WarehouseFiles files();

    protected abstract WarehouseFiles filesWithTrash(String trash);

    /** A location, of which nothing is there. */
    protected abstract String at(String path);

    protected abstract void write(String path, String content);

    /** Null if there is none. */
    protected abstract String read(String path);

    @Test
    void whatWasMadeIsThereAndCanBeWrittenTo() {
        assertThat(files().createDirectory(at("made/k=a%2Fb c"))).isTrue();
        assertThat(files().isDirectory(at("made/k=a%2Fb c"))).isTrue();
        assertThat(files().isFile(at("made/k=a%2Fb c"))).isFalse();
        assertThat(files().directoriesIn(at("made/k=a%2Fb c"))).contains(List.of());
        assertThat(files().figures(at("made/k=a%2Fb c"))).contains(new Figures(0, 0));
        assertThat(files().createDirectory(at("made/k=a%2Fb c"))).isFalse();
        write("made/k=a%2Fb c/x", "1");
        assertThat(files().createDirectory(at("made/k=a%2Fb c"))).isFalse();
    }

    @Test
    void makesManyDirectoriesAndTellsWhichAreNew() {
        List<String> wanted =
                IntStream.range(0, 50).mapToObj(i -> at("several/p=" + i)).toList();
        files().createDirectory(wanted.get(7));
        List<String> made = new ArrayList<>();
        files().createDirectories(wanted, made::add);
        assertThat(made).hasSize(49).doesNotContain(wanted.get(7));
        assertThat(files().directoriesIn(at("several")).orElseThrow()).hasSize(50);
    }

    @Test
    void findsTheDirectoriesInADirectory() {
        write("found/t/p=b%3A c/q=1/x", "1");
        write("found/t/p=a/x", "1");
        write("found/t/x", "1");
        write("found/t/.hidden/x", "1");
        write("found/t/_temporary/x", "1");
        write("found/t2/p=c/x", "1");
        assertThat(files().directoriesIn(at("found/t"))).contains(List.of("p=a", "p=b%3A c"));
        assertThat(files().directoriesIn(at("found/t/p=a"))).contains(List.of());
        assertThat(files().directoriesIn(at("found/nothing"))).isEmpty();
        assertThat(files().isReached(at("found/nothing"))).isTrue();
    }

    @Test
    void tellsFilesFromDirectories() {
        write("told/t/x", "1");
        assertThat(files().isFile(at("told/t/x"))).isTrue();
        assertThat(files().isFile(at("told/t"))).isFalse();
        assertThat(files().isFile(at("told/nothing"))).isFalse();
        assertThat(files().isDirectory(at("told/t"))).isTrue();
        assertThat(files().isDirectory(at("told/t/x"))).isFalse();
        assertThat(files().isDirectory(at("told/nothing"))).isFalse();
    }

    @Test
    void aFinishedMoveHasLeftTheOldPlace() {
        write("moved/from/p=1/x", "1");
        write("moved/from/y", "2");
        write("moved/from2/z", "3");
        files().move(at("moved/from"), at("moved/new/to")).finish();
        assertThat(read("moved/new/to/p=1/x")).isEqualTo("1");
        assertThat(read("moved/new/to/y")).isEqualTo("2");
        assertThat(read("moved/from/p=1/x")).isNull();
        assertThat(read("moved/from/y")).isNull();
        assertThat(read("moved/from2/z")).isEqualTo("3");
    }

    @Test
    void aMoveIsTakenBack() {
        write("undone/from/p=1/x", "1");
        Move move = files().move(at("undone/from"), at("undone/to"));
        assertThat(read("undone/to/p=1/x")).isEqualTo("1");
        move.undo();
        assertThat(read("undone/from/p=1/x")).isEqualTo("1");
        assertThat(read("undone/to/p=1/x")).isNull();
    }

    /** As after a server that ended in between, when nobody knows which of the places the catalog names. */
    @Test
    void aMoveThatIsNotFinishedIsFoundAtBothPlacesAndMadeAgain() {
        write("both/from/p=1/x", "1");
        files().move(at("both/from"), at("both/to"));
        assertThat(read("both/from/p=1/x")).isEqualTo("1");
        assertThat(read("both/to/p=1/x")).isEqualTo("1");
        assertThat(files().isDirectory(at("both/from"))).isTrue();
        files().move(at("both/from"), at("both/to")).finish();
        assertThat(read("both/from/p=1/x")).isNull();
        assertThat(read("both/to/p=1/x")).isEqualTo("1");
    }

    @Test
    void nothingIsMovedOntoSomething() {
        write("onto/from/x", "1");
        write("onto/to/y", "2");
        assertThatThrownBy(() -> files().move(at("onto/from"), at("onto/to")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("something is there already");
        assertThat(read("onto/from/x")).isEqualTo("1");
        assertThat(read("onto/to/y")).isEqualTo("2");
    }

    @Test
    void movesNothingWhereNothingIs() {
        files().move(at("absent/from"), at("absent/to")).finish();
        assertThat(files().isDirectory(at("absent/to"))).isFalse();
    }

    @Test
    void deletesWhatLiesBelowAndNothingBeside() {
        write("deleted/t/p/x", "1");
        write("deleted/t/y", "1");
        write("deleted/t2/x", "2");
        files().delete(at("deleted/t"));
        files().delete(at("deleted/t"));
        assertThat(read("deleted/t/p/x")).isNull();
        assertThat(read("deleted/t/y")).isNull();
        assertThat(read("deleted/t2/x")).isEqualTo("2");
    }

    @Test
    void clearsWhatADirectoryHolds() {
        write("cleared/t/p/x", "1");
        files().clear(at("cleared/t"));
        assertThat(read("cleared/t/p/x")).isNull();
        assertThat(files().isDirectory(at("cleared/t"))).isTrue();
        files().clear(at("cleared/nothing"));
        assertThat(files().isDirectory(at("cleared/nothing"))).isFalse();
    }

    @Test
    void onlyAnEmptyDirectoryGoesWhereAnEmptyOneIsToGo() {
        write("empty/t/x", "1");
        files().deleteEmpty(at("empty/t"));
        assertThat(read("empty/t/x")).isEqualTo("1");
        files().delete(at("empty/t"));
        files().createDirectory(at("empty/t"));
        files().deleteEmpty(at("empty/t"));
        files().deleteEmpty(at("empty/t"));
        assertThat(files().isDirectory(at("empty/t"))).isFalse();
    }

    @Test
    void countsWhatIsNotHidden() {
        write("counted/t/day=1/f", "12345");
        write("counted/t/g", "12");
        write("counted/t/.hidden", "123");
        write("counted/t/_temporary/h", "1234");
        write("counted/t2/f", "1");
        assertThat(files().figures(at("counted/t"))).contains(new Figures(2, 7));
        assertThat(files().figures(at("counted/nothing"))).isEmpty();
    }

    @Test
    void putsIntoTheTrashWhatIsDiscarded() {
        WarehouseFiles withTrash = filesWithTrash(at("trash"));
        for (String content : new String[] {"first", "second"}) {
            write("lake/t/f", content);
            withTrash.discard(at("lake/t"));
            assertThat(read("lake/t/f")).isNull();
        }
        assertThat(read(inTrash("lake/t") + "/f")).isEqualTo("first");
        assertThat(read(inTrash("lake/t") + ".1/f")).isEqualTo("second");

        write("lake/t/g", "third");
        withTrash.delete(at("lake/t"));
        assertThat(read("lake/t/g")).isNull();
        withTrash.delete(at("trash"));
        assertThat(read(inTrash("lake/t") + "/f")).isNull();
    }

    /** Where below the root of this test something lies that was thrown away. */
    protected abstract String inTrash(String path);
}
