package dev.skep.inference.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Reason;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type says what came second, by how much, and which value decided. */
class ValueReasonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1 40000 3             | int           | smallint      | 2 | 40000
        1 5000000000 3        | bigint        | int           | 2 | 5000000000
        1 2 99999999999999999999 | decimal(20,0) | bigint     | 3 | 99999999999999999999
        1 2 2.5 4             | double        | int           | 3 | 2.5
        0.5 0.123456789012345678 | decimal(19,18) | double    | 2 | 0.123456789012345678
        1 70400000000000.09   | decimal(16,2) | double        | 2 | 70400000000000.09
        2024-01-31 2024-02-01 2024-13-01 | string | date      | 3 | 2024-13-01
        2024-01-31 1 2        | string        | int           | 1 | 2024-01-31
        7 007 8               | string        | int           | 2 | 007
        007 008 123a          | string        | int           | 1 | 007
        1 x 3                 | string        | int           | 2 | x
        1 NA 3                | string        | int           | 2 | NA
        31/01/2024 01/02/2024 | string        | date          | 1 | 31/01/2024
        true false maybe      | string        | boolean       | 3 | maybe
        2024-01-31T10:00Z     | string        | timestamp     | 1 | 2024-01-31T10:00Z
        $3 $4                 | string        | double        | 1 | $3
        """)
    void namesTheRunnerUpAndTheValueThatRefusedIt(String values, String type, String rival, long row, String value) {
        ValueProfile profile = profile(values.split(" "));
        Reason reason = profile.reason();
        assertThat(profile.readableType().text()).isEqualTo(type);
        assertThat(reason.runnerUp()).isNotNull();
        assertThat(reason.runnerUp().verdict()).isEqualTo(rival);
        assertThat(reason.runnerUp().because()).contains("\"" + value + "\" in row " + row);
        assertThat(reason.runnerUp().score()).isLessThan(reason.score());
    }

    @Test
    void theScoreOfTheRunnerUpIsTheShareThatItKeeps() {
        String[] values = Collections.nCopies(100, "2024-01-31").toArray(String[]::new);
        values[92] = "2024-13-01";
        Reason reason = profile(values).reason();
        assertThat(reason.runnerUp()).isEqualTo(new Rival("date", 0.99, "refused by \"2024-13-01\" in row 93"));
        assertThat(reason.witness()).isEqualTo(new Witness(93, "2024-13-01"));
        assertThat(reason.because()).isEqualTo("of the text \"2024-13-01\" in row 93, which is no day of the calendar");
    }

    @Test
    void namesATypeThatKeepsAllButIsNotTaken() {
        assertThat(rival("1", "2").verdict()).isEqualTo("smallint");
        assertThat(rival("0", "1", "1").verdict()).isEqualTo("boolean");
        assertThat(rival("1.25", "22.5").verdict()).isEqualTo("decimal(4,2)");
    }

    @Test
    void namesNothingWhereNothingElseIsInQuestion() {
        for (List<String> values : List.of(List.of("ann", "bob"), List.of("true"), List.of("", ""), List.of("NA"))) {
            assertThat(profile(values.toArray(String[]::new)).reason().runnerUp())
                    .isNull();
        }
    }

    @Test
    void saysWhatValuesAreWhereTheirReaderGivesText() {
        Reason reason = profile("1", "2").reason(Scalar.STRING);
        assertThat(reason.because()).contains("text");
        assertThat(reason.runnerUp()).isNotNull();
        assertThat(reason.runnerUp().verdict()).isEqualTo("int");
    }

    @Test
    void theFirstOfAllWitnessesOutlivesAMerge() {
        ValueProfile late = new ValueProfile();
        late.add("x", 7);
        late.add("5", 8);
        ValueProfile early = new ValueProfile();
        early.add("y", 3);
        early.add("6", 4);
        late.add(early);
        assertThat(late.reason().witness()).isEqualTo(new Witness(3, "y"));
        assertThat(late.reason().runnerUp()).isEqualTo(new Rival("int", 0.5, "refused by \"y\" in row 3"));
    }

    private static Rival rival(String... values) {
        Rival rival = profile(values).reason().runnerUp();
        assertThat(rival).isNotNull();
        return rival;
    }

    private static ValueProfile profile(String... values) {
        ValueProfile profile = new ValueProfile();
        for (String value : values) {
            profile.add(value);
        }
        return profile;
    }
}
