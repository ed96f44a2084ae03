package dev.skep.crawler.dynamodb;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.source.Glob;
import java.util.List;

/**
 * Which tables are looked at, and how much of them is read.
 *
 * @param exclude patterns for names of tables
 * @param rate at which each table is read
 * @param items of each table that are looked into, at most
 */
public record DynamoAccess(AwsAccess aws, DynamoLocation tables, List<Glob> exclude, ReadRate rate, int items) {

    public static final int DEFAULT_ITEMS = 1_000;

    public DynamoAccess {
        exclude = List.copyOf(exclude);
    }
}
