package dev.skep.server.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.skep.server.model.CatalogException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something is to be done, again and again. */
public final class CronSchedule {
    private static final CronParser QUARTZ =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final CronParser AWS = new CronParser(aws());

    private static final Pattern CALL = Pattern.compile("cron\\((.*)\\)");

    private final ExecutionTime times;

    private CronSchedule(ExecutionTime times) {
        this.times = times;
    }

    /**
     * Reads the notation of Quartz: seconds, minutes, hours, day of the month, month, day of the week and, if wanted, year.
     * {@code 0 0 4 ? * MON-FRI} is every working day at four.
     *
     * @throws CatalogException {@code INVALID}
     */
    public static CronSchedule quartz(String text) {
        return parse(QUARTZ, text, text, "write it as Quartz does, as in 0 0 4 * * ? for every day at four");
    }

    /**
     * Reads the five fields of cron (minute, hour, day of the month, month, day of the week) or the six of AWS (the same and
     * the year, one of the days being {@code ?}; the week begins with Sunday, which is 1), which may stand in {@code cron(…)}.
     *
     * @throws CatalogException {@code INVALID}
     */
    public static CronSchedule of(String text) {
        Matcher call = CALL.matcher(text.strip());
        String fields = call.matches() ? call.group(1) : text.strip();
        String hint =
                "write five fields as cron does, as in 0 4 * * MON-FRI for working days at four, or six as AWS does, as in"
                        + " cron(0 4 ? * MON-FRI *)";
        return parse(fields.split("\\s+").length == 6 ? AWS : UNIX, fields, text, hint);
    }

    private static CronSchedule parse(CronParser parser, String fields, String text, String hint) {
        try {
            return new CronSchedule(ExecutionTime.forCron(parser.parse(fields).validate()));
        } catch (IllegalArgumentException e) {
            throw CatalogException.invalid("'" + text + "' is not a schedule: " + e.getMessage() + "; " + hint);
        }
    }

    private static CronDefinition aws() {
        return CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(2)
                .supportsL()
                .supportsHash()
                .supportsQuestionMark()
                .and()
                .withYear()
                .withValidRange(1970, 2199)
                .and()
                .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
                .instance();
    }

    /** The first turn after that moment, in whole seconds; none if the last has passed. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        return times.nextExecution(ZonedDateTime.ofInstant(after, zone)).map(ZonedDateTime::toInstant);
    }
}
