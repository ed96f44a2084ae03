package dev.skep.processes;

import dev.skep.processes.Program.Ended;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The catalog server as a process. */
public final class ServerProcess implements AutoCloseable {
    /** The one line on standard output. */
    public static final Pattern READY = Pattern.compile(
            "Skep is ready: Thrift thrift://127\\.0\\.0\\.1:(\\d+), HTTP (http://127\\.0\\.0\\.1:(\\d+)), data (.+)");

    private final Path data;
    private final List<String> options;
    private final int thriftPort;
    private final int httpPort;
    private Program program;

    private ServerProcess(Path data, List<String> options, Program program) {
        this.data = data;
        this.options = options;
        this.program = program;
        Matcher ready = awaitReady(program);
        this.thriftPort = Integer.parseInt(ready.group(1));
        this.httpPort = Integer.parseInt(ready.group(3));
    }

    /** Starts a server on free ports and waits until it is ready. */
    public static ServerProcess start(Path data, String... options) {
        List<String> given = List.of(options);
        return new ServerProcess(data, given, launch(data, 0, 0, given));
    }

    /** Starts a server that is expected not to come up, and waits for its end. */
    public static Ended refused(Path data, String... options) {
        try (Program program = launch(data, 0, 0, List.of(options))) {
            return program.end();
        }
    }

    /** Kills the process and starts a new one on the same ports and data. */
    public void killAndStart() {
        kill();
        startAgain();
    }

    /** Ends the process in order and starts a new one on the same ports and data. */
    public void restart() {
        stop();
        startAgain();
    }

    public void kill() {
        program.kill();
    }

    public Ended stop() {
        return program.terminate();
    }

    public void startAgain() {
        program = launch(data, thriftPort, httpPort, options);
        awaitReady(program);
    }

    public int thriftPort() {
        return thriftPort;
    }

    public int httpPort() {
        return httpPort;
    }

    public URI thrift() {
        return URI.create("thrift://127.0.0.1:" + thriftPort);
    }

    public URI http() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    public Rest rest() {
        return new Rest(http());
    }

    public Program program() {
        return program;
    }

    @Override
    public void close() {
        program.close();
    }

    private static Program launch(Path data, int thriftPort, int httpPort, List<String> options) {
        List<String> command = new ArrayList<>(Product.server());
        command.addAll(List.of(
                "--data",
                data.toString(),
                "--thrift-port",
                String.valueOf(thriftPort),
                "--http-port",
                String.valueOf(httpPort)));
        command.addAll(options);
        return Program.start(Path.of("/"), Map.of(), command);
    }

    private static Matcher awaitReady(Program program) {
        try {
            Matcher ready = READY.matcher(program.awaitLine(line -> line.startsWith("Skep is ready")));
            if (!ready.matches()) {
                throw new AssertionError("The ready line has another form" + program.transcript());
            }
            return ready;
        } catch (AssertionError e) {
            program.close();
            throw e;
        }
    }
}
