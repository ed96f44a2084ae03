package dev.skep.crawler.cli;

import dev.skep.crawler.dynamodb.DynamoLocation;
import dev.skep.crawler.plan.CatalogLocation;
import dev.skep.crawler.source.s3.S3Location;
import dev.skep.crawler.source.webhdfs.WebHdfsLocation;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where to look for tables. */
sealed interface Place {

    /** A file or folder of this machine. */
    record Local(Path path) implements Place {}

    /** A prefix or object of a store. */
    record Store(S3Location location) implements Place {}

    /** A folder or file of HDFS. */
    record Hdfs(WebHdfsLocation location) implements Place {}

    /** A database, by its URL. */
    record Database(String url) implements Place {}

    /** Tables of DynamoDB. */
    record Items(DynamoLocation tables) implements Place {}

    /** Tables of the catalog, brought up to date where they lie. */
    record Catalog(CatalogLocation tables) implements Place {}

    /** Reads a place off the command line. */
    final class Converter implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            if (text.regionMatches(true, 0, "jdbc:", 0, 5)) {
                return new Database(text);
            }
            boolean items = DynamoLocation.isOne(text);
            boolean tables = CatalogLocation.isOne(text);
            boolean hdfs = WebHdfsLocation.isOne(text);
            if (text.regionMatches(true, 0, "hdfs://", 0, 7)) {
                throw new TypeConversionException(
                        "HDFS is read by its HTTP: write webhdfs://host:9870/path, and --hdfs-root for how tables are"
                                + " to be registered");
            }
            if (!items && !tables && !hdfs && !S3Location.isOne(text)) {
                return new Local(new LocalPath().convert(text));
            }
            try {
                if (tables) {
                    return new Catalog(CatalogLocation.parse(text));
                }
                if (items) {
                    return new Items(DynamoLocation.parse(text));
                }
                return hdfs ? new Hdfs(WebHdfsLocation.parse(text)) : new Store(S3Location.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
