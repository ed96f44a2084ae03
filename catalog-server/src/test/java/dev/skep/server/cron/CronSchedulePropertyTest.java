package dev.skep.server.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The five fields of cron against a search through the calendar. */
class CronSchedulePropertyTest {
    private static final int DAYS = 366 * 9;

    /**
     * A field and what it means.
     *
     * @param any whether it is {@code *}
     */
    record Field(String text, BitSet values, boolean any) {}

    record Schedule(Field minute, Field hour, Field day, Field month, Field weekday) {
        String text() {
            return String.join(" ", minute.text(), hour.text(), day.text(), month.text(), weekday.text());
        }

        /** Days of the month and of the week count alternatively if both are given. */
        boolean on(LocalDate date) {
            boolean inMonth = month.values().get(date.getMonthValue());
            boolean byDay = day.values().get(date.getDayOfMonth());
            boolean byWeekday = weekday.values().get(date.getDayOfWeek().getValue() % 7);
            boolean either = day.any() ? byWeekday : weekday.any() ? byDay : byDay || byWeekday;
            return inMonth && either;
        }
    }

    @Property(tries = 300)
    void findsTheTurnThatTheCalendarHas(@ForAll("schedules") Schedule schedule, @ForAll("moments") Instant after) {
        assertThat(CronSchedule.of(schedule.text()).next(after, ZoneOffset.UTC))
                .as("%s after %s", schedule.text(), after)
                .isEqualTo(searched(schedule, after));
    }

    private static Optional<Instant> searched(Schedule schedule, Instant after) {
        LocalDate first = LocalDate.ofInstant(after, ZoneOffset.UTC);
        for (int i = 0; i < DAYS; i++) {
            LocalDate date = first.plusDays(i);
            if (schedule.on(date)) {
                for (int hour : schedule.hour().values().stream().toArray()) {
                    for (int minute : schedule.minute().values().stream().toArray()) {
                        Instant at = LocalDateTime.of(
                                        date.getYear(), date.getMonth(), date.getDayOfMonth(), hour, minute)
                                .toInstant(ZoneOffset.UTC);
                        if (at.isAfter(after)) {
                            return Optional.of(at);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
                .as(Schedule::new);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(1_700_000_000L, 1_900_000_000L).map(Instant::ofEpochSecond);
    }

    private static Arbitrary<Field> field(int least, int most) {
        Arbitrary<Integer> value = Arbitraries.integers().between(least, most);
        Arbitrary<Field> any = Arbitraries.just(new Field("*", range(least, most, 1), true));
        Arbitrary<Field> one = value.map(v -> new Field(String.valueOf(v), range(v, v, 1), false));
        Arbitrary<Field> span = Combinators.combine(value, value)
                .as((a, b) -> new Field(
                        Math.min(a, b) + "-" + Math.max(a, b), range(Math.min(a, b), Math.max(a, b), 1), false));
        Arbitrary<Field> list = Combinators.combine(value, value).as((a, b) -> {
            BitSet both = range(a, a, 1);
            both.set(b);
            return new Field(a + "," + b, both, false);
        });
        Arbitrary<Field> steps = Combinators.combine(
                        value, Arbitraries.integers().between(2, 6))
                .as((a, step) -> new Field(a + "-" + most + "/" + step, range(a, most, step), false));
        return Arbitraries.oneOf(any, any, one, span, list, steps);
    }

    private static BitSet range(int from, int to, int step) {
        BitSet values = new BitSet();
        for (int i = from; i <= to; i += step) {
            values.set(i);
        }
        return values;
    }
}
