package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.dynamodb.DynamoFinder;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.jdbc.JdbcFinder;
import dev.skep.crawler.plan.Refresh;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.s3.S3Access;
import dev.skep.crawler.source.s3.S3Location;
import dev.skep.crawler.source.s3.S3Source;
import dev.skep.crawler.source.webhdfs.WebHdfsSource;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import picocli.CommandLine.TypeConversionException;

/** Opens places for as long as they are looked at. */
final class Finders {

    private Finders() {}

    /** What is done with a finder. */
    interface Use<T> {
        T of(Finder finder) throws IOException, CatalogException;
    }

    static <T> T with(Place place, PlaceOptions options, Use<T> use) throws Failure, IOException, CatalogException {
        if (place instanceof Place.Database database) {
            return use.of(new JdbcFinder(options.database().access(database.url(), options.exclude())));
        }
        if (place instanceof Place.Store store) {
            try (S3Source source =
                    new S3Source(store.location(), options.store().access())) {
                return use.of(files(source, options));
            }
        }
        if (place instanceof Place.Hdfs hdfs) {
            return use.of(
                    files(new WebHdfsSource(hdfs.location(), options.hdfs().access()), options));
        }
        if (place instanceof Place.Items items) {
            try (DynamoFinder finder =
                    new DynamoFinder(options.items().access(items.tables(), options.store(), options.exclude()))) {
                return use.of(finder);
            }
        }
        if (place instanceof Place.Local local) {
            return use.of(files(LocalPath.source(local.path()), options));
        }
        throw new Failure(
                Failure.USAGE, "tables of the catalog are brought up to date by `skep crawl`, and by no other command");
    }

    /** Opens the files of tables of the catalog. */
    static Refresh.Opener ofTables(PlaceOptions options) throws Failure {
        SchemaInference inference = options.inference();
        S3Access access = options.store().access();
        return (location, grouping, planning) -> {
            if (S3Location.isOne(location)) {
                try (S3Source source = new S3Source(S3Location.parse(location), access)) {
                    return planning.of(new TableFinder(source, inference, Sampler.DEFAULT, grouping));
                }
            }
            try {
                Source source = LocalPath.source(new LocalPath().convert(location));
                return planning.of(new TableFinder(source, inference, Sampler.DEFAULT, grouping));
            } catch (Failure | TypeConversionException e) {
                throw new IOException("its location is " + location + ": " + e.getMessage(), e);
            }
        };
    }

    private static Finder files(Source source, PlaceOptions options) throws Failure {
        return new TableFinder(source, options.inference(), Sampler.DEFAULT, options.grouping());
    }
}
