package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.TableName;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an installation allows of partitions.
 *
 * @param most how many may be asked for at once; negative for any number
 * @param values what each value must match as a whole; null for any
 */
public record PartitionLimits(int most, @Nullable Pattern values) {
    public static final PartitionLimits NONE = new PartitionLimits(-1, null);

    /** @throws CatalogException {@code TOO_LARGE} */
    void requireFew(TableName table, int asked) {
        if (most >= 0 && asked > most) {
            throw new CatalogException(
                    ErrorKind.TOO_LARGE,
                    "Of table " + table + " " + asked + " partitions are asked for at once; this server gives at most "
                            + most + " (hive.max-partitions): filter them, or ask for fewer");
        }
    }

    /** @throws CatalogException {@code INVALID} */
    void requireAllowed(List<String> partition) {
        for (String value : partition) {
            if (values != null && !values.matcher(value).matches()) {
                throw CatalogException.invalid("The partition value '" + value
                        + "' is not what this server allows: it must match " + values
                        + " (hive.partition-value-pattern)");
            }
        }
    }
}
