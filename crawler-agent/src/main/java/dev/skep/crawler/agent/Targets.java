package dev.skep.crawler.agent;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.RunClient.Classifier;
import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.catalog.RunClient.Target;
import dev.skep.crawler.dynamodb.DynamoAccess;
import dev.skep.crawler.dynamodb.DynamoFinder;
import dev.skep.crawler.dynamodb.DynamoLocation;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.jdbc.IncludePath;
import dev.skep.crawler.jdbc.JdbcAccess;
import dev.skep.crawler.jdbc.JdbcFinder;
import dev.skep.crawler.plan.CatalogLocation;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Refresh;
import dev.skep.crawler.plan.Registration;
import dev.skep.crawler.source.Glob;
import dev.skep.crawler.source.LocalSource;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.s3.S3Access;
import dev.skep.crawler.source.s3.S3Location;
import dev.skep.crawler.source.s3.S3Source;
import dev.skep.crawler.source.webhdfs.WebHdfsLocation;
import dev.skep.crawler.source.webhdfs.WebHdfsSource;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.format.Classifiers;
import dev.skep.inference.format.FormatReader;
import dev.skep.inference.format.FormatReaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Opens the targets of a crawler for as long as they are looked at. Whatever a target or its connection says that this agent
 * does not understand is an {@link IllegalArgumentException} whose message is for the user.
 */
final class Targets {

    private final List<Connection> connections;
    private final List<Classifier> classifiers;
    private final Clearance clearance;
    private final LongAdder bytes = new LongAdder();

    Targets(List<Connection> connections, List<Classifier> classifiers, Clearance clearance) {
        this.connections = connections;
        this.classifiers = classifiers;
        this.clearance = clearance;
    }

    /** What is done with what was opened. */
    interface Use<O, T> {
        T of(O opened) throws IOException, CatalogException;
    }

    /** So many bytes of files were read. */
    long bytesRead() {
        return bytes.sum();
    }

    <T> T with(Target target, RunOptions options, Use<Finder, T> use) throws IOException, CatalogException {
        List<Glob> exclude = target.exclude().stream().map(Glob::parse).toList();
        Optional<JdbcAccess> database = database(target, exclude);
        if (database.isPresent()) {
            return use.of(new JdbcFinder(database.get()));
        }
        if (DynamoLocation.isOne(target.location())) {
            return items(target, exclude, options, use);
        }
        return files(target, options.grouping(exclude), use);
    }

    private <T> T files(Target target, Grouping grouping, Use<Finder, T> use) throws IOException, CatalogException {
        SchemaInference inference = inference();
        return reached(
                target,
                source -> use.of(
                        new TableFinder(new MeteredSource(source, bytes), inference, Sampler.DEFAULT, grouping)));
    }

    /**
     * Plans for tables of the catalog, whose files are reached by the connection of their target where they are in a store.
     *
     * @throws CatalogException if the server cannot be reached or has no such database
     */
    List<CrawlPlan> refreshed(
            Target target, RunOptions options, Registration into, Catalog catalog, LiveProgress progress)
            throws IOException, CatalogException {
        Grouping grouping =
                options.grouping(target.exclude().stream().map(Glob::parse).toList());
        Refresh refresh =
                new Refresh(CatalogLocation.parse(target.location()), grouping, catalog, InstantSource.system());
        return refresh.plan(
                into,
                (location, one, planning) -> {
                    boolean store = S3Location.isOne(location);
                    if (!store && !location.startsWith("file:") && !location.startsWith("/")) {
                        throw new IOException(
                                "its location is " + location + ", and only files of folders and of stores"
                                        + " that speak S3's language are looked at");
                    }
                    String connection = store ? target.connection() : null;
                    CrawlPlan plan = files(new Target(location, connection, List.of()), one, planning::of);
                    progress.nextTarget();
                    return plan;
                },
                progress);
    }

    private <T> T items(Target target, List<Glob> exclude, RunOptions options, Use<Finder, T> use)
            throws IOException, CatalogException {
        Optional<Connection> by = connection(target, "dynamodb");
        AwsAccess access = AwsAccess.DEFAULT;
        if (by.isPresent()) {
            ConnectionSettings.requireKnown(by.get(), AwsConnection.PROPERTIES, AwsConnection.SECRETS);
            access = AwsConnection.of(by.get(), clearance);
        }
        DynamoLocation tables = DynamoLocation.parse(target.location());
        try (DynamoFinder finder = new DynamoFinder(
                new DynamoAccess(access, tables, exclude, options.readRate(), options.sampleItems()))) {
            return use.of(finder);
        }
    }

    /** Opens the files that a target names, without looking for tables. */
    <T> T reached(Target target, Use<Source, T> use) throws IOException, CatalogException {
        if (S3Location.isOne(target.location())) {
            S3Access access = connection(target, "s3").isPresent()
                    ? StoreConnection.of(connection(target, "s3").get(), clearance)
                    : S3Access.DEFAULT;
            try (S3Source source = new S3Source(S3Location.parse(target.location()), access)) {
                return use.of(source);
            }
        }
        if (WebHdfsLocation.isOne(target.location())) {
            return use.of(new WebHdfsSource(
                    WebHdfsLocation.parse(target.location()),
                    HdfsConnection.of(connection(target, "hdfs"), clearance)));
        }
        if (target.connection() != null) {
            throw new IllegalArgumentException(
                    "Target " + target.location() + " is a path, which needs no connection " + target.connection());
        }
        return use.of(new LocalSource(local(target.location())));
    }

    /** A target that is a database: by a connection, whose tables the location names, or by its URL alone. */
    private Optional<JdbcAccess> database(Target target, List<Glob> exclude) throws IOException {
        if (target.location().startsWith("jdbc:")) {
            return Optional.of(DatabaseConnection.of(
                    target.location(), connection(target, "jdbc"), List.of(), exclude, clearance));
        }
        boolean byConnection = connections.stream()
                .anyMatch(each ->
                        each.name().equals(target.connection()) && each.type().equals("jdbc"));
        if (!byConnection) {
            return Optional.empty();
        }
        List<IncludePath> include =
                target.location().isBlank() ? List.of() : List.of(IncludePath.parse(target.location()));
        return Optional.of(DatabaseConnection.of("", connection(target, "jdbc"), include, exclude, clearance));
    }

    /** The connection of a target; none if it names none. */
    private Optional<Connection> connection(Target target, String type) {
        if (target.connection() == null) {
            return Optional.empty();
        }
        Connection connection = connections.stream()
                .filter(each -> each.name().equals(target.connection()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no connection " + target.connection()));
        if (!connection.type().equals(type)) {
            throw new IllegalArgumentException("Connection " + connection.name() + " is of type " + connection.type()
                    + ", and " + target.location() + " is reached by one of type " + type);
        }
        return Optional.of(connection);
    }

    /** What recognizes files: the classifiers in their order, then what comes with the library. */
    private SchemaInference inference() {
        if (classifiers.isEmpty()) {
            return SchemaInference.standard();
        }
        List<FormatReader> own = classifiers.stream()
                .map(each -> Classifiers.reader(each.name(), each.type(), each.settings()))
                .toList();
        return new SchemaInference(FormatReaders.all(own), Limits.DEFAULT);
    }

    private static Path local(String location) throws IOException {
        try {
            Path path = Path.of(location.replaceFirst("^file:/+", "/"));
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException(
                        "Target " + location + " is no absolute path, and agents have no common working folder");
            }
            if (Files.notExists(path)) {
                throw new IOException("There is no file or folder " + path + " on the agent's machine");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("Target " + location + " is no path: " + e.getMessage(), e);
        }
    }
}
