package dev.skep.server.boot;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that starts the server. */
@Command(
        name = "skep serve",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Starts the catalog server: Hive clients connect by Thrift, everything else by REST.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        footer = {
            "",
            "Every setting can also stand in a YAML file (--config), in an environment variable"
                    + " (http.port is SKEP_HTTP_PORT) or after --set. An option wins over --set, that over the"
                    + " environment, that over the file. docs/configuration.md lists all settings.",
            "",
            "One line on standard output says that the server is ready; the log goes to standard error. Exit codes: 0"
                    + " stopped by SIGTERM or SIGINT, 1 could not start, 2 wrong usage."
        })
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--thrift-port", paramLabel = "PORT", description = "Port for Hive clients (hive.port; 9083).")
    private @Nullable String thriftPort;

    @Option(names = "--http-port", paramLabel = "PORT", description = "Port for REST (http.port; 8080).")
    private @Nullable String httpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the embedded database (data.dir; skep-data in the working folder).")
    private @Nullable String data;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "Where managed tables go (warehouse.dir; warehouse in the data folder).")
    private @Nullable String warehouse;

    @Option(
            names = "--external-warehouse",
            paramLabel = "DIR",
            description =
                    "Where external tables go that name no location (warehouse.external-dir; beside the managed).")
    private @Nullable String externalWarehouse;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "JDBC URL of the catalog's database (db.url; an H2 file in the data folder).")
    private @Nullable String dbUrl;

    @Option(names = "--db-user", paramLabel = "NAME", description = "Its user (db.user).")
    private @Nullable String dbUser;

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description = "File that holds that user's password (db.password-file).")
    private @Nullable String dbPasswordFile;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file of settings.")
    private @Nullable Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--print-config", description = "Print all settings with where each comes from, and do not start.")
    private boolean printConfig;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        int code = new CommandLine(new Main()).execute(arguments);
        // After 0 the threads of the server go on; there are none after --help.
        if (code != 0) {
            System.exit(code);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = commandLine().getOut();
        try {
            Configuration configuration = configuration(System.getenv());
            Settings settings = Settings.from(configuration);
            if (printConfig) {
                out.print(configuration.show());
                out.flush();
                return 0;
            }
            Logging.setLevel(settings.logLevel());
            Wiring server = new Wiring(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
            followParent();
            out.println("Skep is ready: Thrift thrift://" + text(server.thriftAddress()) + ", HTTP "
                    + (settings.entrance().restTls().isPresent() ? "https://" : "http://")
                    + text(server.restAddress()) + ", data " + settings.dataDir());
            out.flush();
            return 0;
        } catch (StartupException e) {
            commandLine().getErr().println("skep: " + e.getMessage());
            return FAILED;
        }
    }

    private Configuration configuration(Map<String, String> environment) {
        List<Sources.Setting> settings = new ArrayList<>();
        if (config != null) {
            settings.addAll(Sources.file(config));
        }
        settings.addAll(Sources.environment(environment));
        settings.addAll(Sources.set(set));
        option(Keys.HIVE_PORT, thriftPort, "--thrift-port").ifPresent(settings::add);
        option(Keys.HTTP_PORT, httpPort, "--http-port").ifPresent(settings::add);
        option(Keys.DATA_DIR, data, "--data").ifPresent(settings::add);
        option(Keys.WAREHOUSE_DIR, warehouse, "--warehouse").ifPresent(settings::add);
        option(Keys.WAREHOUSE_EXTERNAL_DIR, externalWarehouse, "--external-warehouse")
                .ifPresent(settings::add);
        option(Keys.DB_URL, dbUrl, "--db-url").ifPresent(settings::add);
        option(Keys.DB_USER, dbUser, "--db-user").ifPresent(settings::add);
        option(Keys.DB_PASSWORD_FILE, dbPasswordFile, "--db-password-file").ifPresent(settings::add);
        return Configuration.merge(settings, environment);
    }

    private static Optional<Sources.Setting> option(Key<?> key, @Nullable String text, String option) {
        return Optional.ofNullable(text).map(given -> new Sources.Setting(key, given, Origin.option(option)));
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Ends the process with 0, which the JVM would not do after a signal. */
    private static void stop(Wiring server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }

    /**
     * A server that another program started as its child ends with it, even if that was killed. Which one it is says the
     * system property {@code skep.parent}.
     */
    private static void followParent() {
        Long parent = Long.getLong("skep.parent");
        if (parent != null) {
            Thread watch = new Thread(
                    () -> {
                        ProcessHandle.of(parent)
                                .ifPresent(process -> process.onExit().join());
                        System.exit(0);
                    },
                    "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before it calls the command");
        }
        return spec.commandLine();
    }

    /** Reads the version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Skep " + (version == null ? "(not packaged)" : version)};
        }
    }
}
