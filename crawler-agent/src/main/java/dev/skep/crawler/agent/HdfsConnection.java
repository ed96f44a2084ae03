package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.source.webhdfs.WebHdfsAccess;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What a connection of type {@code hdfs} says about how a cluster is reached. */
final class HdfsConnection {

    private HdfsConnection() {}

    /**
     * @throws IllegalArgumentException if the connection says what nobody understands, or contradicts itself
     * @throws IOException if a secret is not to be had here
     */
    static WebHdfsAccess of(Optional<Connection> by, Clearance clearance) throws IOException {
        if (by.isEmpty()) {
            return new WebHdfsAccess(null, null, null, clearance.egress());
        }
        Connection connection = by.get();
        ConnectionSettings.requireKnown(connection, Set.of("user", "root"), Set.of("token"));
        String token = connection.secrets().get("token");
        return new WebHdfsAccess(
                connection.properties().get("user"),
                token == null ? null : clearance.key().open(connection.name(), "token", token),
                connection.properties().get("root"),
                clearance.egress());
    }
}
