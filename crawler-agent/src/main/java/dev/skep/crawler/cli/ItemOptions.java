package dev.skep.crawler.cli;

import dev.skep.crawler.dynamodb.DynamoAccess;
import dev.skep.crawler.dynamodb.DynamoLocation;
import dev.skep.crawler.dynamodb.ReadRate;
import dev.skep.crawler.source.Glob;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much is read of tables that know no schema, and how fast. */
final class ItemOptions {

    @Option(
            names = "--read-rate",
            paramLabel = "RATE",
            converter = RateConverter.class,
            description = {
                "How fast each table is read: a part of its read capacity, such as 25%%, or units a second, such as 100 "
                        + "(default: 50%%, or 25%% of what is had on demand)."
            })
    private ReadRate rate = new ReadRate.Usual();

    @Option(
            names = "--sample-items",
            paramLabel = "N",
            description = "Look into so many items of each table at most (default: 1000).")
    private int items = DynamoAccess.DEFAULT_ITEMS;

    DynamoAccess access(DynamoLocation tables, StoreOptions by, List<Glob> exclude) throws Failure {
        if (items < 1) {
            throw new Failure(Failure.USAGE, "--sample-items takes a whole number from 1 on");
        }
        return new DynamoAccess(by.aws(), tables, exclude, rate, items);
    }

    static final class RateConverter implements ITypeConverter<ReadRate> {
        @Override
        public ReadRate convert(String text) {
            try {
                return ReadRate.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
