package dev.skep.crawler.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server as a child of this process; it ends with it.
 *
 * <p>On a regular end and on Ctrl-C the child is asked to finish and waited for. If this process is killed, the child
 * notices that its parent is gone and finishes by itself.
 */
final class ServerProcess implements AutoCloseable {

    /** {@code Skep is ready: Thrift thrift://127.0.0.1:9083, HTTP http://127.0.0.1:8080, data /folder}. */
    private static final Pattern READY = Pattern.compile("Skep is ready: Thrift (\\S+), HTTP (\\S+), data .*");

    private static final int PATIENCE_SECONDS = 15;

    private final Process process;
    private final MatchResult ready;

    private ServerProcess(Process process, MatchResult ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * Starts a server and waits until it is ready.
     *
     * @param log file for what the server writes to standard error
     * @throws Failure if it ends instead, with the server's own words
     */
    static ServerProcess start(Path jar, List<String> options, Path log) throws Failure, IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dskep.parent=" + ProcessHandle.current().pid(),
                "-jar",
                jar.toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectError(log.toFile())
                .start();
        Thread hook = new Thread(() -> end(process), "end-server");
        Runtime.getRuntime().addShutdownHook(hook);
        // Closed with the process; until then the server may print.
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return new ServerProcess(process, ready.toMatchResult());
            }
        }
        end(process);
        throw new Failure(Failure.REFUSED, complaint(log));
    }

    /** The line by which the server said that it is ready. */
    String announcement() {
        return ready.group();
    }

    /** Address for Hive clients. */
    String thrift() {
        return ready.group(1);
    }

    /** Address for REST. */
    String http() {
        return ready.group(2);
    }

    /** Waits until the server ends by itself. */
    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String complaint(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        Optional<String> sentence = lines.stream()
                .filter(line -> line.startsWith("skep: "))
                .findFirst()
                .map(line -> line.substring("skep: ".length()));
        return sentence.orElse("the server did not start; its log is " + log);
    }
}
