package dev.skep.inference.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How right answers are about files whose truth is known from elsewhere, beside other programs on the same files.
 *
 * <p>{@code mvn -q -pl schema-inference test -Dtest=AccuracyTest#theLargeCollectionIsUnderstood} prints the score by
 * category; {@code -Dskep.accuracy.wrong=csv} added, also what is wrong of each file in categories that begin so (empty for
 * all); {@code -Dskep.samples=FOLDER}, over another folder.
 */
class AccuracyTest {

    /** A step back below this is a defect; it is raised as the score rises. */
    private static final double LEAST_MACRO = 90;

    private static final double MOST_LOSSY = 1;

    @Test
    void theFilesOfTheProjectAreUnderstood() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(AccuracyTest.class.getResource("/accuracy"))
                .toURI());
        assertAccurate(Scoreboard.of(new SkepEngine(), Truth.read(folder)));
    }

    @Test
    void theLargeCollectionIsUnderstood() throws IOException {
        assertAccurate(Scoreboard.of(new SkepEngine(), large()));
    }

    @Test
    void otherProgramsAreMeasuredOnTheSameFiles() throws IOException {
        List<Truth> truths = large();
        List<Scoreboard> boards = new ArrayList<>();
        for (Engine engine : List.of(new SkepEngine(), new DuckDbEngine(), new UnivocityEngine())) {
            try (engine) {
                boards.add(Scoreboard.of(engine, truths));
            }
        }
        AccuracyDocument document = new AccuracyDocument(boards);
        System.out.println(document.table());
        document.write(Path.of("..", "docs", "inference-accuracy.md"));
    }

    private static List<Truth> large() throws IOException {
        Path folder = Accuracy.samples().orElse(null);
        Assumptions.assumeTrue(folder != null, "there is no large collection of samples beside this checkout");
        return Truth.read(Objects.requireNonNull(folder));
    }

    private static void assertAccurate(Scoreboard board) {
        String all = board.text() + board.wrong("");
        String categories = System.getProperty("skep.accuracy.wrong");
        System.out.println((categories == null ? "" : board.wrong(categories)) + board.text());
        assertThat(board.macro()).as(all).isGreaterThan(LEAST_MACRO);
        assertThat(board.lossy()).as(all).isLessThanOrEqualTo(MOST_LOSSY);
    }

    @Test
    void creditsTypesByWhatTheyKeep() {
        assertThat(credit("int", "bigint", false)).isEqualTo(1);
        assertThat(credit("int", "bigint", true)).isEqualTo(0.7);
        assertThat(credit("bigint", "int", false)).isZero();
        assertThat(credit("double", "int", false)).isZero();
        assertThat(credit("string", "int", false)).isZero();
        assertThat(credit("date|string", "string", false)).isEqualTo(1);
        assertThat(credit("array<int|string>", "array<string>", false)).isEqualTo(1);
        assertThat(credit("struct<a:int,b:int>", "struct<A:int>", false)).isEqualTo(0.5);
        assertThat(credit("map<string,int>", "struct<a:int>", false)).isEqualTo(0.3);
        assertThat(credit("decimal(10,2)", "decimal(12,2)", false)).isEqualTo(1);
        assertThat(credit("decimal(10,2)", "decimal(10,3)", false)).isEqualTo(0.3);
    }

    private static double credit(String truth, String found, boolean own) {
        return TypeCredit.of(TrueType.parse(truth), TrueType.parse(found), own);
    }

    @Test
    void readsTypesOfOtherPrograms() {
        assertThat(DuckDbTypes.hive("STRUCT(a BIGINT, \"b c\" VARCHAR[])[]"))
                .isEqualTo("array<struct<a:bigint,b c:array<string>>>");
        assertThat(DuckDbTypes.hive("MAP(VARCHAR, DECIMAL(18,3))")).isEqualTo("map<string,decimal(18,3)>");
    }

    @Test
    void knowsWhereSamplesAre() {
        assertThat(Accuracy.samples())
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        some -> assertThat(some.orElseThrow()).matches(Files::isDirectory));
    }
}
