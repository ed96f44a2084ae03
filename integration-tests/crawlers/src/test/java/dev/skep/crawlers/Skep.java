package dev.skep.crawlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.crawler.cli.Main;
import dev.skep.processes.Poll;
import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server, the commands that are given to it, and agents that do its runs. */
record Skep(Path folder, ServerProcess server) implements AutoCloseable {

    /** What the secrets of connections refer to. */
    private static final Map<String, String> SECRETS = Map.of("STORE_SECRET", "secret");

    /** A server that gives the runs of dead agents to others after two seconds. */
    static Skep start(Path folder) {
        return new Skep(folder, ServerProcess.start(folder.resolve("data"), "--set", "crawl.lease=2s"));
    }

    /** Gives a command that has to succeed. */
    Ended ok(String... arguments) {
        Ended ended = run(arguments);
        assertThat(ended.exitCode()).as("%s", ended).isZero();
        return ended;
    }

    /** Gives a command, in this process: to start one for each would take most of the time. */
    Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--server", server.http().toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), command.toArray(String[]::new));
        return new Ended(exitCode, out.toString(), err.toString());
    }

    /** Starts an agent. */
    Program agent(String pool) {
        return Program.start(folder, SECRETS, command("--pool", pool, "--poll", "0.2"));
    }

    /** Lets an agent do what waits. */
    void crawl(String pool) {
        Ended ended = Program.run(folder, SECRETS, command("--pool", pool, "--once"));
        assertThat(ended.exitCode()).as("%s", ended).isZero();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(Product.commands());
        command.addAll(List.of("agent", "--allow-loopback"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--server", server.http().toString()));
        return command;
    }

    /** What the history says of the latest run of a crawler. */
    JsonNode latestRun(String crawler) throws IOException {
        return server.rest()
                .get("/api/v1/crawlers/" + crawler + "/runs?pageSize=1")
                .body()
                .at("/runs/0");
    }

    JsonNode awaitEnd(String crawler) throws Exception {
        Poll.until(() -> latestRun(crawler).has("endedAt"));
        return latestRun(crawler);
    }

    void awaitTables(String database, int least) throws Exception {
        Poll.until(() -> tables(database) >= least);
    }

    int tables(String database) throws IOException {
        return server.rest()
                .getDatabases("/" + database + "/tables?pageSize=1000")
                .body()
                .path("tables")
                .size();
    }

    JsonNode table(String database, String table) throws IOException {
        return server.rest().getDatabases("/" + database + "/tables/" + table).body();
    }

    /** The names of a table's columns. */
    List<String> columns(String database, String table) throws IOException {
        List<String> names = new ArrayList<>();
        table(database, table)
                .path("columns")
                .forEach(column -> names.add(column.path("name").asText()));
        return names;
    }

    @Override
    public void close() {
        server.close();
    }
}
