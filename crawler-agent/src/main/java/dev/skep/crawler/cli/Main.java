package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The commands of the launcher, except {@code serve}, which is the server's own. */
@Command(
        name = "skep",
        description = {
            "A metadata catalog that every Hive client can use, and crawlers that fill it.",
            "",
            "`skep demo` shows all of it; `skep serve` starts the server for good."
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ServeCommand.class,
            PasswdCommand.class,
            DemoCommand.class,
            InferCommand.class,
            CrawlCommand.class,
            AgentCommand.class,
            CrawlerCommand.class,
            ConnectionCommand.class,
            ClassifierCommand.class,
            ApplyCommand.class,
            TablesCommand.class,
            DescribeCommand.class,
            PartitionsCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:refused or failed; the reason is on standard error",
            " 2:wrong usage",
            " 3:the server cannot be reached",
            " 4:there is no such object"
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SKEP_SERVER         address of the server, instead of --server",
            "  SKEP_USER           who you are to it, instead of --server-user; with one of",
            "  SKEP_PASSWORD_FILE, SKEP_PASSWORD",
            "  SKEP_TOKEN_FILE, SKEP_TOKEN",
            "                      instead of both, a signed token",
            "  SKEP_CA_FILE        who may have issued its certificate",
            "  SKEP_SECRETS_KEY    key of the secrets of connections, for agents and `connection test`",
            "  SKEP_DATABASE_PASSWORD",
            "                      password of the database that is crawled",
            "  SKEP_JAVA_HOME      the Java to run on, 17 or newer"
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /**
     * Runs one command.
     *
     * @return its exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Main::usage);
        line.setExecutionExceptionHandler(Main::failed);
        IExitCodeExceptionMapper mapper = e -> Failure.REFUSED;
        line.setExitCodeExceptionMapper(mapper);
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; `skep --help` lists them");
    }

    private static int usage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("skep: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
        return Failure.USAGE;
    }

    private static int failed(Exception e, CommandLine line, CommandLine.ParseResult result) {
        Failure failure = e instanceof Failure known
                ? known
                : e instanceof CatalogException refusal ? Failure.of(refusal) : unforeseen(e);
        line.getErr().println("skep: " + failure.getMessage());
        if (Boolean.getBoolean("skep.debug")) {
            e.printStackTrace(line.getErr());
        }
        return failure.exitCode();
    }

    private static Failure unforeseen(Exception e) {
        if (e instanceof IOException) {
            return new Failure(Failure.REFUSED, String.valueOf(e.getMessage()));
        }
        return new Failure(Failure.REFUSED, "this is an error in Skep itself, please report it: " + e);
    }

    /** The version the jar was built as. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"skep " + (version == null ? "(built from sources)" : version)};
        }
    }
}
