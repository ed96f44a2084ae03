package dev.skep.crawler.cli;

import dev.skep.crawler.agent.Agent;
import dev.skep.crawler.agent.Clearance;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.Server;
import dev.skep.crawler.egress.Egress;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Does the runs of crawlers. */
@Command(
        name = "agent",
        description = {
            "Take runs of crawlers from the server and do them, until Ctrl-C.",
            "",
            "Any number of agents may run, on any machines that reach the server and the data. Told to end, an agent gives "
                    + "its run back; one that dies loses it to another after the lease that the server sets. Encrypted secrets of "
                    + "connections need the server's key in SKEP_SECRETS_KEY."
        },
        mixinStandardHelpOptions = true)
final class AgentCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pool",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Only runs of crawlers of this pool (default: ${DEFAULT-VALUE}).")
    private String pool = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the agent (default: machine and process).")
    private @Nullable String name;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Pause between two questions for a run (default: ${DEFAULT-VALUE}).")
    private double poll;

    @Option(
            names = "--allow-loopback",
            description = "Let crawlers reach databases and object stores on the agent's own machine.")
    private boolean loopback;

    @Option(
            names = "--allow-embedded",
            description = "Let crawlers open databases that are files of the agent's own machine.")
    private boolean embedded;

    @Option(
            names = "--drivers",
            paramLabel = "FOLDER",
            description = "Folder of jars with further drivers of databases.")
    private @Nullable Path drivers;

    @Option(names = "--once", description = "Do the runs that wait now, and end.")
    private boolean once;

    @Mixin
    private ServerOption server = new ServerOption();

    @Override
    public Integer call() throws Failure, CatalogException, InterruptedException {
        if (!(poll >= 0.1 && poll <= 3_600)) {
            throw new Failure(Failure.USAGE, "--poll takes seconds, from 0.1 to 3600");
        }
        Server catalog = server.server();
        Agent agent = new Agent(
                catalog,
                plan -> new PlanReport(plan, false).json(),
                name == null ? own() : name,
                pool,
                new Clearance(ConnectionCommand.key(), new Egress(loopback), drivers, embedded));
        PrintWriter out = spec.commandLine().getOut();
        if (once) {
            int done = agent.doWaiting();
            out.println(done == 1 ? "1 run was done." : done + " runs were done.");
            return Failure.OK;
        }
        // Not the end of the thread: it ends by leaving the process, which waits for the hook.
        CountDownLatch left = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            agent.leave();
                            try {
                                left.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "leave"));
        out.println("Waiting for runs of pool " + pool + " at " + catalog.address() + ".");
        try {
            agent.serve(Duration.ofMillis((long) (poll * 1_000)));
        } finally {
            left.countDown();
        }
        return Failure.OK;
    }

    private static String own() {
        long process = ProcessHandle.current().pid();
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + process;
        } catch (UnknownHostException e) {
            return "agent-" + process;
        }
    }
}
