package dev.skep.crawler.agent;

import dev.skep.crawler.dynamodb.DynamoAccess;
import dev.skep.crawler.dynamodb.ReadRate;
import dev.skep.crawler.grouping.Declaration;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.PathTemplate;
import dev.skep.crawler.grouping.TableLevel;
import dev.skep.crawler.plan.ChangePolicy;
import dev.skep.crawler.source.Glob;
import dev.skep.inference.PartitionLayout.KeyTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a crawler looks, as its options say.
 *
 * @param declared which folders are tables and partitions; empty to find out
 * @param keyTypes of partition keys
 * @param policy what may happen to tables that are there already
 * @param mostTables more than these, and the run fails
 * @param readRate of tables whose users would notice
 * @param sampleItems of such a table that are looked into
 */
record RunOptions(
        Optional<Declaration> declared,
        KeyTypes keyTypes,
        int mostTables,
        ChangePolicy policy,
        ReadRate readRate,
        int sampleItems) {

    static final String TEMPLATE = "path-template";
    static final String LEVEL = "table-level";
    static final String KEY_TYPES = "partition-types";
    static final String MOST_TABLES = "max-tables";
    static final String UPDATE = "update-behavior";
    static final String DELETE = "delete-behavior";

    static final String RECRAWL = "recrawl-behavior";
    static final String READ_RATE = "read-rate";
    static final String SAMPLE_ITEMS = "sample-items";

    static final RunOptions DEFAULT = of(Map.of());

    /** @throws IllegalArgumentException if an option or its value is not known; the message is for the user */
    static RunOptions of(Map<String, String> options) {
        TreeSet<String> unknown = new TreeSet<>(options.keySet());
        List<String> known =
                List.of(DELETE, MOST_TABLES, KEY_TYPES, TEMPLATE, READ_RATE, RECRAWL, SAMPLE_ITEMS, LEVEL, UPDATE);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There are no options " + unknown + " of crawlers; known are " + known);
        }
        return new RunOptions(
                declared(options),
                keyTypes(options.getOrDefault(KEY_TYPES, KeyTypes.STRING.name())),
                count(MOST_TABLES, options.get(MOST_TABLES), Integer.MAX_VALUE),
                ChangePolicy.parse(options.get(UPDATE), options.get(DELETE), options.get(RECRAWL)),
                ReadRate.parse(options.get(READ_RATE)),
                count(SAMPLE_ITEMS, options.get(SAMPLE_ITEMS), DynamoAccess.DEFAULT_ITEMS));
    }

    private static Optional<Declaration> declared(Map<String, String> options) {
        String template = options.get(TEMPLATE);
        String level = options.get(LEVEL);
        if (template != null && level != null) {
            throw new IllegalArgumentException("The options " + TEMPLATE + " and " + LEVEL
                    + " both say which folders are tables; give one of them");
        }
        if (level != null) {
            return Optional.of(new TableLevel(count(LEVEL, level, 1)));
        }
        return Optional.ofNullable(template).map(PathTemplate::parse);
    }

    private static KeyTypes keyTypes(String text) {
        return Arrays.stream(KeyTypes.values())
                .filter(types -> types.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The option " + KEY_TYPES + " is one of "
                        + Arrays.toString(KeyTypes.values()).toLowerCase(Locale.ROOT) + ", not '" + text + "'"));
    }

    private static int count(String option, @Nullable String text, int ifAbsent) {
        if (text == null) {
            return ifAbsent;
        }
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "The option " + option + " is a whole number from 1 on, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    Grouping grouping(List<Glob> exclude) {
        return new Grouping(exclude, declared, keyTypes, mostTables);
    }
}
