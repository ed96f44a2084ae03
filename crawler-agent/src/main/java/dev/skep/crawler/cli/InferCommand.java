package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.source.Listing;
import dev.skep.crawler.source.LocalFolder;
import dev.skep.crawler.source.LocalSource;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files and folders.")
    private List<Path> paths = new ArrayList<>();

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

    private SchemaInference inference = SchemaInference.standard();
    private final ArrayNode collected = JsonNodeFactory.instance.arrayNode();
    private long understood;
    private long refused;

    @Override
    public Integer call() throws IOException {
        List<Path> all = new ArrayList<>(paths);
        if (list != null) {
            for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
                if (!line.isBlank()) {
                    all.add(Path.of(line));
                }
            }
        }
        if (all.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name a file or a folder, or a list with --from-file");
        }
        inference = SchemaInference.within(exact ? Limits.EXACT : Limits.DEFAULT);
        for (Path path : all) {
            answer(path);
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

    private void answer(Path path) {
        if (!Files.isDirectory(path)) {
            print(path.toString(), () -> inference.infer(LocalSource.file(path)));
            return;
        }
        try {
            long start = System.nanoTime();
            Inference table = inference.infer(new LocalFolder(path));
            if (!(table instanceof Unreadable unreadable && unreadable.format() == null)) {
                print(FileReport.of(path.toString(), table), System.nanoTime() - start);
                return;
            }
            LocalSource folder = new LocalSource(path);
            Listing listing = folder.list(found -> {});
            for (SourceFile file : listing.files()) {
                print(path.resolve(file.path()).toString(), () -> inference.infer(folder.open(file)));
            }
            listing.problems()
                    .forEach(problem ->
                            print(FileReport.failed(path.resolve(problem.path()).toString(), problem.reason()), 0));
        } catch (IOException e) {
            print(FileReport.failed(path.toString(), reason(e)), 0);
        }
    }

    /** Opens a file and infers. */
    private interface Work {
        Inference run() throws IOException;
    }

    private void print(String file, Work work) {
        long start = System.nanoTime();
        FileReport report;
        try {
            report = FileReport.of(file, work.run());
        } catch (IOException e) {
            report = FileReport.failed(file, reason(e));
        }
        print(report, System.nanoTime() - start);
    }

    private void print(FileReport report, long nanos) {
        if (report.error() == null) {
            understood++;
        } else {
            refused++;
        }
        PrintWriter out = spec.commandLine().getOut();
        ObjectNode json = report.json().put("ms", Math.round(nanos / 1e4) / 100.0);
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
