package dev.skep.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    private static final Instant MONDAY = Instant.parse("2024-05-06T07:08:09Z");

    @ParameterizedTest
    @CsvSource({
        "0 0 4 * * ?,2024-05-07T04:00:00Z",
        "0 */10 * * * ? *,2024-05-06T07:10:00Z",
        "0 0 0 ? * SUN,2024-05-12T00:00:00Z",
        "0 0 0 L * ?,2024-05-31T00:00:00Z",
        "0 0 0 1 1 ? 2030,2030-01-01T00:00:00Z",
    })
    void findsTheNextTurn(String schedule, Instant next) {
        assertThat(CronSchedule.parse(schedule).next(MONDAY, ZoneOffset.UTC)).contains(next);
    }

    @Test
    void readsTheTimeOfItsZone() {
        assertThat(CronSchedule.parse("0 0 4 * * ?").next(MONDAY, ZoneId.of("Asia/Tokyo")))
                .contains(Instant.parse("2024-05-06T19:00:00Z"));
    }

    @Test
    void endsAfterTheLastTurn() {
        assertThat(CronSchedule.parse("0 0 0 1 1 ? 2024").next(MONDAY, ZoneOffset.UTC))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "every day", "0 0 4 * *", "0 0 25 * * ?"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> CronSchedule.parse(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("is not a schedule");
    }
}
