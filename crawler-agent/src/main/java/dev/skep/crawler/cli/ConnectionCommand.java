package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.agent.Clearance;
import dev.skep.crawler.agent.ConnectionTest;
import dev.skep.crawler.agent.SecretKey;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.NamedObjects;
import dev.skep.crawler.egress.Egress;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Connections by which agents reach sources. */
@Command(
        name = "connection",
        description = {
            "Connections by which agents reach sources.",
            "",
            "Secrets are encrypted by the server (setting secrets.key), or references to what the agents have, "
                    + "${env:NAME} or ${file:/path}. Nobody gets them back in clear."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ConnectionCommand implements Runnable {

    private static final String NAME = "Name of the connection.";

    private static final NamedText TEXT = new NamedText(
            "connections",
            "CONNECTION",
            List.of(new NamedText.Part("properties", "property"), new NamedText.Part("secrets", "secret")));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; `skep connection --help` lists them");
    }

    @Command(description = "List the connections.", mixinStandardHelpOptions = true)
    int list(@Mixin ServerOption server, @Mixin Output output) throws Failure, CatalogException {
        TEXT.list(connections(server), output, out());
        return Failure.OK;
    }

    @Command(description = "Show a connection; of its secrets, which there are.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        TEXT.show(connections(server).get(name), output, out());
        return Failure.OK;
    }

    @Command(
            description = "Make a connection; with --replace, also over one of the same name.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            required = true,
                            description = "What it leads to: s3, jdbc, hdfs, dynamodb, or sqs for a queue.")
                    String type,
            @Option(
                            names = "--property",
                            paramLabel = "NAME=VALUE",
                            description =
                                    "What may be seen, such as endpoint=http://127.0.0.1:9000; may be given again.")
                    Map<String, String> properties,
            @Option(
                            names = "--secret",
                            paramLabel = "NAME=REFERENCE",
                            description =
                                    "A secret that agents have: ${env:NAME} or ${file:/path}; may be given again.")
                    Map<String, String> references,
            @Option(
                            names = "--ask-secret",
                            paramLabel = "NAME",
                            description = "Ask for a secret without echo, or read it off a line of standard input.")
                    List<String> asked,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people.") String description,
            @Option(names = "--replace", description = "Replace a connection of that name.") boolean replace,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException, IOException {
        ObjectNode definition =
                JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
        if (description != null) {
            definition.put("description", description);
        }
        if (properties != null) {
            properties.forEach(definition.putObject("properties")::put);
        }
        ObjectNode secrets = definition.putObject("secrets");
        if (references != null) {
            for (Map.Entry<String, String> reference : references.entrySet()) {
                if (!reference.getValue().matches("\\$\\{(env|file):[^}]+}")) {
                    throw new Failure(
                            Failure.USAGE,
                            "--secret takes a reference, ${env:NAME} or ${file:/path}; what is written here others can see,"
                                    + " so let --ask-secret ask for it");
                }
                secrets.put(reference.getKey(), reference.getValue());
            }
        }
        if (asked != null) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String secret : asked) {
                secrets.put(secret, ask(secret, System.console(), in));
            }
        }
        TEXT.show(connections(server).make(name, definition, replace), output, out());
        return Failure.OK;
    }

    @Command(description = "Delete a connection that no crawler names.", mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin ServerOption server)
            throws Failure, CatalogException {
        connections(server).delete(name);
        out().println("Connection " + name + " was deleted.");
        return Failure.OK;
    }

    @Command(
            description = {
                "Try a connection from this machine, as an agent on it would.",
                "",
                "Encrypted secrets need the server's key in SKEP_SECRETS_KEY."
            },
            mixinStandardHelpOptions = true)
    int test(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(
                            paramLabel = "LOCATION",
                            arity = "0..1",
                            defaultValue = "",
                            description =
                                    "What is to be reached by it: s3://bucket/prefix, webhdfs://host:port/path, dynamodb://table, the URL of a queue, or of a database tables such as shop/public/%%; nothing for all of a database.")
                    String location,
            @Option(names = "--drivers", paramLabel = "FOLDER", description = "Folder of jars with further drivers.")
                    @Nullable Path drivers,
            @Option(names = "--allow-embedded", description = "Open databases that are files of this machine.")
                    boolean embedded,
            @Mixin ServerOption server)
            throws Failure, CatalogException {
        try {
            Clearance clearance = new Clearance(key(), Egress.LOCAL, drivers, embedded);
            out().println(ConnectionTest.of(server.server(), name, location, clearance));
            return Failure.OK;
        } catch (IllegalArgumentException | IOException e) {
            throw new Failure(Failure.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** The key that encrypted secrets need, as the environment has it. */
    static SecretKey key() throws Failure {
        try {
            return SecretKey.of(System.getenv().getOrDefault("SKEP_SECRETS_KEY", ""), System.getenv());
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, "SKEP_SECRETS_KEY: " + e.getMessage());
        }
    }

    private static String ask(String secret, @Nullable Console console, BufferedReader in) throws Failure, IOException {
        if (console != null) {
            return String.valueOf(console.readPassword("%s: ", secret));
        }
        String line = in.readLine();
        if (line == null || line.isEmpty()) {
            throw new Failure(Failure.USAGE, "standard input has no line for the secret '" + secret + "'");
        }
        return line;
    }

    private static NamedObjects connections(ServerOption server) throws Failure {
        return server.named("connections");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
