package dev.skep.crawler.agent;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.events.QueueAccess;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the queue of a crawler is reached: by a connection of type {@code sqs}, or as the store by one of type {@code s3}. */
final class QueueConnection {

    private QueueConnection() {}

    /**
     * @param queue its URL, whose host is what is talked to
     * @throws IllegalArgumentException if the URL is none, or the connection says what nobody understands
     * @throws IOException if a secret is not to be had here, or the queue's host may not be talked to
     */
    static QueueAccess of(String queue, Optional<Connection> by, Clearance clearance) throws IOException {
        URI url = URI.create(queue);
        if (url.getHost() == null) {
            throw new IllegalArgumentException("The queue '" + queue
                    + "' is no URL such as https://sqs.eu-west-1.amazonaws.com/123456789012/name");
        }
        clearance.egress().check(url.getHost());
        if (by.isEmpty()) {
            return new QueueAccess(
                    url, new AwsAccess(null, null, new AwsAccess.Credentials.Found(), null, clearance.egress()));
        }
        Connection connection = by.get();
        if (connection.type().equals("s3")) {
            return new QueueAccess(
                    url, StoreConnection.of(connection, clearance).aws());
        }
        if (!connection.type().equals("sqs")) {
            throw new IllegalArgumentException("Connection " + connection.name() + " is of type " + connection.type()
                    + ", and a queue is reached by one of type sqs or s3");
        }
        Set<String> known = new TreeSet<>(AwsConnection.PROPERTIES);
        known.remove("endpoint"); // the queue's own address says it
        ConnectionSettings.requireKnown(connection, known, AwsConnection.SECRETS);
        return new QueueAccess(url, AwsConnection.of(connection, clearance));
    }
}
