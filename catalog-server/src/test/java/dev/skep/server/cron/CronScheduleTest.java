package dev.skep.server.cron;

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
        assertThat(CronSchedule.quartz(schedule).next(MONDAY, ZoneOffset.UTC)).contains(next);
    }

    @Test
    void readsTheTimeOfItsZone() {
        assertThat(CronSchedule.quartz("0 0 4 * * ?").next(MONDAY, ZoneId.of("Asia/Tokyo")))
                .contains(Instant.parse("2024-05-06T19:00:00Z"));
    }

    @Test
    void endsAfterTheLastTurn() {
        assertThat(CronSchedule.quartz("0 0 0 1 1 ? 2024").next(MONDAY, ZoneOffset.UTC))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 4 * * *;2024-05-07T04:00:00Z",
                "*/10 * * * *;2024-05-06T07:10:00Z",
                "0 0 * * SUN;2024-05-12T00:00:00Z",
                "0 0 * * 7;2024-05-12T00:00:00Z",
                "0 0 13 * 5;2024-05-10T00:00:00Z",
                "cron(15 12 * * ? *);2024-05-06T12:15:00Z",
                "15 12 ? * 1 *;2024-05-12T12:15:00Z",
                "cron(0 8 1 * ? *);2024-06-01T08:00:00Z",
                "cron(0 0 L * ? *);2024-05-31T00:00:00Z",
                "cron(0 0 ? * 6L *);2024-05-31T00:00:00Z",
                "cron(0 0 ? * 2#2 *);2024-05-13T00:00:00Z",
                "cron(0 18 ? * MON-FRI *);2024-05-06T18:00:00Z",
                "cron(0/15 0 1W * ? 2025);2025-01-01T00:00:00Z",
            })
    void readsTheNotationsOfCronAndAws(String schedule, Instant next) {
        assertThat(CronSchedule.of(schedule).next(MONDAY, ZoneOffset.UTC)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "often", "61 * * * *", "* * * *", "0 4 1 * 1 *", "0 4 ? * ? *", "0 4 * * * ? 2024 1"})
    void refusesWhatIsNeither(String text) {
        assertThatThrownBy(() -> CronSchedule.of(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("is not a schedule");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "every day", "0 0 4 * *", "0 0 25 * * ?"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> CronSchedule.quartz(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("is not a schedule");
    }
}
