package dev.skep.crawler.catalog;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A catalog server, and who asks it.
 *
 * @param address such as {@code http://127.0.0.1:8080}
 * @param trust which certificates are believed; empty for those that the JVM believes
 */
public record Server(URI address, Credentials credentials, Optional<SSLContext> trust) {

    /** A server that does not ask who its clients are. */
    public static Server open(URI address) {
        return new Server(address, new Credentials.None(), Optional.empty());
    }
}
