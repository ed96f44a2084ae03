package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.source.Listing;
import dev.skep.crawler.source.LocalFolder;
import dev.skep.crawler.source.LocalSource;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.Inference;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.format.FormatReader;
import dev.skep.inference.format.FormatReaders;
import dev.skep.inference.format.LogReader;
import dev.skep.inference.grok.LogKind;
import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what files are, and registers nothing. */
@Command(
        name = "infer",
        description = {
            "Say what files are: format, compression, dialect, columns and types. Needs no server.",
            "",
            "A folder that is a Delta, Iceberg or Hudi table is one answer; of any other folder, every file is."
        },
        mixinStandardHelpOptions = true)
final class InferCommand implements Callable<Integer> {

    /** How answers are printed. */
    enum Form {
        TABLE,
        JSON,
        YAML,
        JSONL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a folder is that keeps no log of a table. */
    private static final Set<String> NO_TABLE = Set.of("unknown", "empty");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files and folders.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--from-file", paramLabel = "LIST", description = "Also the paths in this file, one a line.")
    private @Nullable Path list;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, json, yaml, or jsonl for one object a file (default: $" + "{DEFAULT-VALUE}).")
    private Form form = Form.TABLE;

    @Option(names = "--explain", description = "Print the reasons of every decision in the table too.")
    private boolean explain;

    @Option(names = "--exact", description = "Read every byte of text, whatever its size.")
    private boolean exact;

    @Option(
            names = "--grok",
            paramLabel = "NAME=PATTERN",
            description = "Know logs whose lines have this form, such as '%%{ISO8601:time} %%{GREEDYDATA:message}'.")
    private Map<String, String> groks = new LinkedHashMap<>();

    @Option(
            names = "--classifier",
            paramLabel = "FILE",
            description =
                    "How files are recognized: a YAML file of documents of kind Classifier, as `skep apply` takes them. Can be "
                            + "given many times; the first that fits counts.")
    private List<String> classifiers = new ArrayList<>();

    private SchemaInference inference = SchemaInference.standard();
    private final ArrayNode collected = JsonNodeFactory.instance.arrayNode();
    private long understood;
    private long refused;

    @Override
    public Integer call() throws IOException, Failure {
        List<String> all = new ArrayList<>(paths);
        if (list != null) {
            Files.readAllLines(list, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .forEach(all::add);
        }
        if (all.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name a file or a folder, or a list with --from-file");
        }
        inference = new SchemaInference(FormatReaders.all(own()), exact ? Limits.EXACT : Limits.DEFAULT);
        try (InOrder<Answer> answers = new InOrder<>(this::print)) {
            for (String path : all) {
                answer(path, answers);
            }
            answers.finish();
        }
        CommandLine line = spec.commandLine();
        switch (form) {
            case TABLE, JSONL -> {}
            case JSON -> line.getOut().println(Output.json(collected));
            case YAML -> line.getOut().print(Output.yaml(collected));
        }
        line.getOut().flush();
        return understood == 0 && refused > 0 ? Failure.REFUSED : Failure.OK;
    }

    /** What was found out about a file, and how long it took. */
    private record Answer(FileReport report, long nanos) {}

    /** What was said of how to recognize files. */
    private List<FormatReader> own() throws Failure {
        List<FormatReader> own = new ArrayList<>();
        groks.forEach((name, pattern) -> {
            try {
                own.add(new LogReader(List.of(LogKind.of(name, pattern, Map.of()))));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--grok " + name + ": " + e.getMessage(), e);
            }
        });
        for (String file : classifiers) {
            own.addAll(Definitions.readers(file));
        }
        return own;
    }

    private void answer(String name, InOrder<Answer> answers) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            answers.give(() -> new Answer(FileReport.failed(name, "it is no path: " + e.getReason()), 0));
            return;
        }
        if (!Files.isDirectory(path)) {
            answers.give(() -> timed(name, () -> inference.infer(LocalSource.file(path))));
            return;
        }
        Answer table = timed(name, () -> inference.infer(new LocalFolder(path)));
        if (NO_TABLE.contains(table.report().format())) {
            files(name, path, answers);
        } else {
            answers.give(() -> table);
        }
    }

    /** Each file of a folder that is no table by itself. */
    private void files(String name, Path path, InOrder<Answer> answers) {
        Listing listing;
        LocalSource folder = new LocalSource(path);
        try {
            listing = folder.list(found -> {});
        } catch (IOException e) {
            answers.give(() -> new Answer(FileReport.failed(name, reason(e)), 0));
            return;
        }
        for (SourceFile file : listing.files()) {
            answers.give(() -> timed(path.resolve(file.path()).toString(), () -> inference.infer(folder.open(file))));
        }
        listing.problems().forEach(problem -> {
            String file = path.resolve(problem.path()).toString();
            answers.give(() -> new Answer(FileReport.failed(file, problem.reason()), 0));
        });
        if (listing.files().isEmpty() && listing.problems().isEmpty()) {
            answers.give(() -> new Answer(FileReport.failed(name, "the folder holds no files"), 0));
        }
    }

    /** Opens a file and infers. */
    private interface Work {
        Inference run() throws IOException;
    }

    private static Answer timed(String file, Work work) {
        long start = System.nanoTime();
        FileReport report;
        try {
            report = FileReport.of(file, work.run());
        } catch (IOException e) {
            report = FileReport.failed(file, reason(e));
        }
        return new Answer(report, System.nanoTime() - start);
    }

    private void print(Answer answer) {
        FileReport report = answer.report();
        if (report.error() == null) {
            understood++;
        } else {
            refused++;
        }
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode json = report.json().put("ms", Math.round(answer.nanos() / 1e4) / 100.0);
        switch (form) {
            case TABLE -> table(out, report);
            case JSONL -> out.println(json);
            case JSON, YAML -> collected.add(json);
        }
    }

    private void table(PrintWriter out, FileReport report) {
        if (understood + refused > 1) {
            out.println();
        }
        out.println(report.file());
        head(
                out,
                "Format",
                report.format() + (report.compression().equals("none") ? "" : " in " + report.compression()));
        head(out, "Encoding", report.encoding());
        head(out, "Delimiter", shown(report.delimiter()));
        head(out, "Quote", report.quote());
        head(out, "Escape", report.escape());
        head(out, "Header", report.header() == null ? null : report.header() ? "yes" : "no");
        head(out, "Row tag", report.rowTag());
        head(out, "Log kind", report.logKind());
        head(out, "Rows", report.rows() == null ? null : String.valueOf(report.rows()));
        head(out, "Error", report.error());
        if (!report.columns().isEmpty()) {
            head(out, "Confidence", String.format(Locale.ROOT, "%.2f", report.confidence()));
            TextTable table = new TextTable("  COLUMN", "TYPE", "");
            report.columns()
                    .forEach(column ->
                            table.row("  " + column.name(), column.type(), column.nullable() ? "" : "not null"));
            table.print(out);
        }
        if (explain) {
            report.reasons().forEach(reason -> out.println("  - " + reason));
            report.columns().forEach(column -> {
                String values =
                        column.statistics() == null ? "" : column.statistics().text();
                if (!values.isEmpty()) {
                    out.println("  - column " + column.name() + ": " + values);
                }
            });
        }
    }

    private static void head(PrintWriter out, String label, @Nullable String value) {
        if (value != null) {
            out.println("  " + label + ":" + " ".repeat(12 - label.length()) + value);
        }
    }

    private static @Nullable String shown(@Nullable String delimiter) {
        if (delimiter == null) {
            return null;
        }
        char c = delimiter.charAt(0);
        return c == '\t' ? "tab" : c < ' ' ? "^" + (char) (c + '@') : c == ' ' ? "blank" : delimiter;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException
                ? "it cannot be read: permission denied"
                : String.valueOf(e.getMessage());
    }
}
