package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.RunClient;
import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.catalog.RunClient.Target;
import dev.skep.crawler.catalog.Server;
import dev.skep.crawler.events.EventQueue;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.source.AnyFile;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Tries whether something is reached by a connection. */
public final class ConnectionTest {

    private ConnectionTest() {}

    /**
     * Looks for the first file, for tables, or for the messages that wait.
     *
     * @param location as of a target; for a connection to queues, the URL of one
     * @return a sentence for the user
     * @throws IOException if it is not reached; the message says why
     * @throws IllegalArgumentException if the connection says what nobody understands
     */
    public static String of(Server server, String name, String location, Clearance clearance)
            throws IOException, CatalogException {
        return of(new RunClient(server).connection(name), location, clearance);
    }

    static String of(Connection connection, String location, Clearance clearance) throws IOException, CatalogException {
        String name = connection.name();
        if (connection.type().equals("sqs")) {
            try (EventQueue queue = new EventQueue(
                    QueueConnection.of(location, Optional.of(connection), clearance), EventQueue.Timing.USUAL)) {
                return "Connection " + name + " works: messages that wait in " + location + ": about " + queue.waiting()
                        + ".";
            }
        }
        Target target = new Target(location, name, List.of());
        Targets targets = new Targets(List.of(connection), List.of(), clearance);
        if (connection.type().equals("jdbc") || connection.type().equals("dynamodb")) {
            return targets.with(target, RunOptions.DEFAULT, finder -> {
                Finder.Found found = finder.find(Finder.Memory.NONE, new LiveProgress(Clock.systemUTC()));
                if (found.tables().isEmpty() && !found.problems().isEmpty()) {
                    throw new IOException(found.problems().get(0).reason());
                }
                return "Connection " + name + " works: it leads to "
                        + found.tables().size() + " tables in " + finder.location() + ".";
            });
        }
        return targets.reached(target, source -> {
            Optional<String> path = AnyFile.in(source);
            return "Connection " + name + " works: " + location
                    + path.map(file -> " holds " + file + ".").orElse(" can be listed and holds no file.");
        });
    }
}
