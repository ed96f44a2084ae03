package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.NamedObjects;
import dev.skep.inference.format.Classifiers;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Classifiers, which recognize files that are not, or not rightly, recognized by themselves. */
@Command(
        name = "classifier",
        description = {
            "Classifiers, which recognize files that are not, or not rightly, recognized by themselves.",
            "",
            "Types and their settings: grok (pattern, custom-patterns), csv (delimiter, quote, escape, header, columns,"
                    + " single-column), json (path), xml (row-tag)."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ClassifierCommand implements Runnable {

    private static final String NAME = "Name of the classifier.";

    private static final NamedText TEXT =
            new NamedText("classifiers", "CLASSIFIER", List.of(new NamedText.Part("settings", "setting")));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; `skep classifier --help` lists them");
    }

    @Command(description = "List the classifiers.", mixinStandardHelpOptions = true)
    int list(@Mixin ServerOption server, @Mixin Output output) throws Failure, CatalogException {
        TEXT.list(classifiers(server), output, out());
        return Failure.OK;
    }

    @Command(description = "Show a classifier.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        TEXT.show(classifiers(server).get(name), output, out());
        return Failure.OK;
    }

    @Command(
            description = "Make a classifier; with --replace, also over one of the same name.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(
                            names = "--type",
                            paramLabel = "TYPE",
                            required = true,
                            description = "What it knows: grok, csv, json or xml.")
                    String type,
            @Option(
                            names = "--setting",
                            paramLabel = "NAME=VALUE",
                            required = true,
                            description = "How it knows it, such as row-tag=order; may be given again.")
                    Map<String, String> settings,
            @Option(names = "--description", paramLabel = "TEXT", description = "For people.") String description,
            @Option(names = "--replace", description = "Replace a classifier of that name.") boolean replace,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        Map<String, String> sorted = new TreeMap<>(settings);
        try {
            Classifiers.reader(name, type, sorted);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()));
        }
        ObjectNode definition =
                JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
        if (description != null) {
            definition.put("description", description);
        }
        sorted.forEach(definition.putObject("settings")::put);
        TEXT.show(classifiers(server).make(name, definition, replace), output, out());
        return Failure.OK;
    }

    @Command(description = "Delete a classifier that no crawler names.", mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin ServerOption server)
            throws Failure, CatalogException {
        classifiers(server).delete(name);
        out().println("Classifier " + name + " was deleted.");
        return Failure.OK;
    }

    private static NamedObjects classifiers(ServerOption server) throws Failure {
        return server.named("classifiers");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
