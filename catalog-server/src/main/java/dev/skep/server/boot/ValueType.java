package dev.skep.server.boot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param description completes "… is not ", and stands in the reference
 * @param parse empty where the text is no such value
 */
record ValueType<T>(String description, Function<String, Optional<T>> parse) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([a-zA-Z]+)");

    static final ValueType<String> TEXT =
            new ValueType<>("a text", text -> Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty()));

    static final ValueType<Boolean> YES_OR_NO =
            new ValueType<>("true or false", text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            });

    static final ValueType<Integer> PORT = new ValueType<>(
            "a port: a whole number from 0, which takes any free port, to 65535",
            text -> whole(text).filter(port -> port <= 65_535));

    static final ValueType<Path> PATH = new ValueType<>("a path", text -> {
        try {
            return TEXT.parse().apply(text).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    });

    static final ValueType<Integer> SIZE = new ValueType<>(
            "a size such as 512KB or 64MB, from 1KB to 1024MB",
            text -> amount(text)
                    .flatMap(amount -> switch (amount.unit()) {
                        case "kb" -> Optional.of(amount.count() * 1024);
                        case "mb" -> Optional.of(amount.count() * 1024 * 1024);
                        default -> Optional.<Long>empty();
                    })
                    .filter(bytes -> bytes >= 1024 && bytes <= 1L << 30)
                    .map(bytes -> (int) Math.min(bytes, Integer.MAX_VALUE)));

    static final ValueType<Duration> DURATION = new ValueType<>(
            "a time such as 500ms, 30s, 10m or 2h, at most 24h",
            text -> amount(text)
                    .flatMap(amount -> switch (amount.unit()) {
                        case "ms" -> Optional.of(Duration.ofMillis(amount.count()));
                        case "s" -> Optional.of(Duration.ofSeconds(amount.count()));
                        case "m" -> Optional.of(Duration.ofMinutes(amount.count()));
                        case "h" -> Optional.of(Duration.ofHours(amount.count()));
                        default -> Optional.<Duration>empty();
                    })
                    .filter(time -> !time.isZero() && time.compareTo(Duration.ofHours(24)) <= 0));

    static final ValueType<Duration> PERIOD = new ValueType<>(
            "a time such as 30s, 10m, 12h or 7d, from 1s to 3650d",
            text -> amount(text)
                    .flatMap(amount -> switch (amount.unit()) {
                        case "s" -> Optional.of(Duration.ofSeconds(amount.count()));
                        case "m" -> Optional.of(Duration.ofMinutes(amount.count()));
                        case "h" -> Optional.of(Duration.ofHours(amount.count()));
                        case "d" -> Optional.of(Duration.ofDays(amount.count()));
                        default -> Optional.<Duration>empty();
                    })
                    .filter(time -> !time.isZero() && time.compareTo(Duration.ofDays(3_650)) <= 0));

    /** A whole number between two bounds, both included. */
    static ValueType<Integer> count(int least, int most) {
        return new ValueType<>(
                "a whole number from " + least + " to " + most,
                text -> whole(text).filter(number -> number >= least && number <= most));
    }

    /** One of some words. */
    static ValueType<String> oneOf(String... words) {
        List<String> allowed = Arrays.asList(words);
        return new ValueType<>(
                "one of " + String.join(", ", words),
                text -> Optional.of(text.strip().toLowerCase(Locale.ROOT)).filter(allowed::contains));
    }

    private static Optional<Integer> whole(String text) {
        return WHOLE_NUMBER.matcher(text.strip()).matches()
                ? Optional.of(Integer.valueOf(text.strip()))
                : Optional.empty();
    }

    private static Optional<Amount> amount(String text) {
        Matcher matcher = AMOUNT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Amount(
                        Long.parseLong(matcher.group(1)), matcher.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private record Amount(long count, String unit) {}
}
