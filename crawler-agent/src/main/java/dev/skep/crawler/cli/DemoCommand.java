package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.Server;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Registration;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a server, crawls the sample lake, and says how to query it. */
@Command(
        name = "demo",
        description = {
            "Start a server, crawl the sample lake into the database `lake`, and say how to query it.",
            "",
            "Stays up until Ctrl-C. Started again, it finds the catalog as it was left."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final String DATABASE = "lake";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--thrift-port",
            paramLabel = "PORT",
            defaultValue = "9083",
            description = "Port for Hive clients (default: ${DEFAULT-VALUE}; 0 takes a free one).")
    private int thriftPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port for REST (default: ${DEFAULT-VALUE}; 0 takes a free one).")
    private int httpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "skep-data",
            description = "Folder for the catalog (default: ${DEFAULT-VALUE} in the working folder).")
    private Path data = Path.of("skep-data");

    @Override
    public Integer call() throws Failure, IOException, CatalogException, InterruptedException {
        CommandLine line = spec.commandLine();
        PrintWriter out = line.getOut();
        Path lake = Installation.sampleLake();
        Path jar = Installation.serverJar();
        Path folder = data.toAbsolutePath().normalize();
        Path log = log(folder);
        List<String> options = List.of(
                "--thrift-port", String.valueOf(thriftPort),
                "--http-port", String.valueOf(httpPort),
                "--data", folder.toString());
        line.getErr().println("starting the server (its log is " + log + ")");
        try (ServerProcess server = ServerProcess.start(jar, options, log)) {
            out.println(server.announcement());
            CatalogClient catalog = new CatalogClient(Server.open(URI.create(server.http())));
            CrawlPlan plan = CrawlCommand.crawl(
                    new Place.Local(lake),
                    new PlaceOptions(),
                    catalog,
                    new Registration(DATABASE, ""),
                    false,
                    line.getErr());
            out.println();
            new PlanReport(plan, true).text(out);
            out.println();
            advice(out, server);
            int exitCode = server.waitFor();
            if (exitCode != 0) {
                throw new Failure(
                        Failure.REFUSED, "the server ended with exit code " + exitCode + "; its log is " + log);
            }
            return Failure.OK;
        }
    }

    private static Path log(Path folder) throws Failure {
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve("demo-server.log");
            Files.writeString(log, "");
            return log;
        } catch (IOException e) {
            throw new Failure(Failure.REFUSED, "the data folder " + folder + " cannot be written: " + e.getMessage());
        }
    }

    private static void advice(PrintWriter out, ServerProcess server) {
        String thrift = server.thrift();
        String rest = server.http();
        out.println("Query it with Spark:");
        out.println("  spark-sql --conf spark.sql.catalogImplementation=hive \\");
        out.println("    --conf spark.hadoop.hive.metastore.uris=" + thrift + " \\");
        out.println("    -e \"select region, count(*), sum(amount) from lake.sales group by region\"");
        out.println();
        out.println("with Trino, by a file etc/catalog/skep.properties:");
        out.println("  connector.name=hive");
        out.println("  hive.metastore.uri=" + thrift);
        out.println("  fs.hadoop.enabled=true");
        out.println();
        out.println("and look it up:");
        out.println("  curl " + rest + "/api/v1/catalogs/hive/databases/lake/tables/elements");
        String other = rest.endsWith(":8080") ? "" : " --server " + rest;
        out.println("  skep describe lake.weather" + other);
        out.println("  skep partitions lake.sales --filter \"region = 'north'\"" + other);
        out.println();
        out.println("The server stays up until Ctrl-C.");
    }
}
