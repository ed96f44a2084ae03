package dev.skep.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A process with all that it has written. Closing it ends it and those that it started. */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> command;
    private final Process process;
    private final Output out;
    private final Output err;

    private Program(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.out = new Output(process.getInputStream());
        this.err = new Output(process.getErrorStream());
    }

    /** How a process ended. */
    public record Ended(int exitCode, String out, String err) {}

    /** @param environment added to that of this process */
    public static Program start(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SKEP_"));
        builder.environment().putAll(environment);
        try {
            return new Program(command, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public static Ended run(Path folder, Map<String, String> environment, List<String> command) {
        try (Program program = start(folder, environment, command)) {
            return program.end();
        }
    }

    /** Waits until the process has ended. */
    public Ended end() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Did not end within " + PATIENCE + transcript());
            }
            return new Ended(process.exitValue(), out.toEnd(), err.toEnd());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for a line on standard output.
     *
     * @throws AssertionError if the process ends without, or takes too long
     */
    public String awaitLine(Predicate<String> wanted) {
        return out.await(wanted, PATIENCE)
                .orElseThrow(() -> new AssertionError("The awaited line was not written" + transcript()));
    }

    /** Asks the process to end, and waits until it has. */
    public Ended terminate() {
        // Process.destroy would also close the streams, and lose what the process writes last.
        process.toHandle().destroy();
        return end();
    }

    /** Sends what Ctrl-C sends, and waits until the process has ended. */
    public Ended interrupt() {
        run(Path.of("/"), Map.of(), List.of("kill", "-INT", String.valueOf(process.pid())));
        return end();
    }

    /** Ends the process without letting it do anything more. */
    public void kill() {
        process.toHandle().destroyForcibly();
        end();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** What the process was and has written, to stand in a failure. */
    public String transcript() {
        return "\n$ " + String.join(" ", command) + "\n" + out.text() + "--- standard error\n" + err.text();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        end();
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    /** The lines of a stream, read as they come so that the process never waits for a reader. */
    private static final class Output {
        private final Lock lock = new ReentrantLock();
        private final Condition grown = lock.newCondition();
        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private boolean ended;

        Output(InputStream stream) {
            reader = new Thread(() -> read(stream), "output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                add("(" + e.getMessage() + ")");
            } finally {
                changed(() -> ended = true);
            }
        }

        private void add(String line) {
            changed(() -> lines.add(line));
        }

        private void changed(Runnable change) {
            lock.lock();
            try {
                change.run();
                grown.signalAll();
            } finally {
                lock.unlock();
            }
        }

        Optional<String> await(Predicate<String> wanted, Duration patience) {
            lock.lock();
            try {
                long left = patience.toNanos();
                while (true) {
                    Optional<String> found = lines.stream().filter(wanted).findFirst();
                    if (found.isPresent() || ended || left <= 0) {
                        return found;
                    }
                    left = grown.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            } finally {
                lock.unlock();
            }
        }

        String toEnd() throws InterruptedException {
            // A child of the process may hold the stream open; what was written until then is enough.
            reader.join(2_000);
            return text();
        }

        String text() {
            lock.lock();
            try {
                return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
            } finally {
                lock.unlock();
            }
        }
    }
}
