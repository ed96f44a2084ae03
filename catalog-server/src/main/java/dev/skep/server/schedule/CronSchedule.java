package dev.skep.server.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.skep.server.model.CatalogException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A schedule in the notation of Quartz: seconds, minutes, hours, day of the month, month, day of the week and, if wanted, year.
 * {@code 0 0 4 ? * MON-FRI} is every working day at four.
 */
public final class CronSchedule {
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    private final ExecutionTime times;

    private CronSchedule(ExecutionTime times) {
        this.times = times;
    }

    /** @throws CatalogException {@code INVALID} */
    public static CronSchedule parse(String text) {
        try {
            return new CronSchedule(ExecutionTime.forCron(PARSER.parse(text)));
        } catch (IllegalArgumentException e) {
            throw CatalogException.invalid("'" + text + "' is not a schedule: " + e.getMessage()
                    + "; write it as Quartz does, as in 0 0 4 * * ? for every day at four");
        }
    }

    /** The first turn after that moment, in whole seconds; none if the last has passed. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        return times.nextExecution(ZonedDateTime.ofInstant(after, zone)).map(ZonedDateTime::toInstant);
    }
}
