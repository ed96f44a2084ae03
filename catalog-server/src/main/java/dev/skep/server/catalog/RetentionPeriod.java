package dev.skep.server.catalog;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that the parameter {@code partition.retention.period} of a table names, as Hive writes times. */
final class RetentionPeriod {
    private static final String PARAMETER = "partition.retention.period";
    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,12})\\s*([a-z]*)\\s*");

    /** Whatever is longer says nothing of any partition. */
    private static final Duration LONGEST = Duration.ofDays(1_000_000);

    private static final Map<String, LongFunction<Duration>> UNITS = Map.ofEntries(
            Map.entry("", Duration::ofSeconds),
            Map.entry("d", Duration::ofDays),
            Map.entry("day", Duration::ofDays),
            Map.entry("h", Duration::ofHours),
            Map.entry("hour", Duration::ofHours),
            Map.entry("m", Duration::ofMinutes),
            Map.entry("min", Duration::ofMinutes),
            Map.entry("minute", Duration::ofMinutes),
            Map.entry("s", Duration::ofSeconds),
            Map.entry("sec", Duration::ofSeconds),
            Map.entry("second", Duration::ofSeconds),
            Map.entry("ms", Duration::ofMillis),
            Map.entry("msec", Duration::ofMillis),
            Map.entry("us", micros -> Duration.ofNanos(micros * 1_000)),
            Map.entry("usec", micros -> Duration.ofNanos(micros * 1_000)),
            Map.entry("ns", Duration::ofNanos),
            Map.entry("nsec", Duration::ofNanos));

    private RetentionPeriod() {}

    /** @return nothing if the table names none, or none that can be read: nothing is dropped on a guess */
    static Optional<Duration> of(Map<String, String> parameters) {
        Matcher matcher = TEXT.matcher(parameters.getOrDefault(PARAMETER, "").toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2);
        String singular = unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        return Optional.ofNullable(UNITS.get(singular))
                .map(times -> times.apply(Long.parseLong(matcher.group(1))))
                .filter(period -> !period.isZero() && period.compareTo(LONGEST) < 0);
    }

    /** Whether the table names a time that cannot be read. */
    static boolean isUnreadable(Map<String, String> parameters) {
        return !parameters.getOrDefault(PARAMETER, "").isBlank()
                && of(parameters).isEmpty();
    }
}
