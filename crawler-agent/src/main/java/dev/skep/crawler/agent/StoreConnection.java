package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.source.s3.S3Access;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** What a connection of type {@code s3} says about how a store is reached. */
final class StoreConnection {

    private static final Set<String> OWN = Set.of("path-style", "anonymous", "requester-pays");

    private StoreConnection() {}

    /**
     * @throws IllegalArgumentException if the connection says what nobody understands, or contradicts itself
     * @throws IOException if a secret is not to be had here, or the store's host may not be talked to
     */
    static S3Access of(Connection connection, Clearance clearance) throws IOException {
        Set<String> known = new TreeSet<>(AwsConnection.PROPERTIES);
        known.addAll(OWN);
        ConnectionSettings.requireKnown(connection, known, AwsConnection.SECRETS);
        boolean elsewhere = connection.properties().containsKey("endpoint");
        return new S3Access(
                AwsConnection.of(connection, clearance),
                ConnectionSettings.flag(connection, "path-style", elsewhere),
                ConnectionSettings.flag(connection, "requester-pays", false));
    }
}
