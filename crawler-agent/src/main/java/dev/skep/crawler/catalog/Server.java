package dev.skep.crawler.catalog;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A catalog server, and who asks it.
 *
 * @param address such as {@code http://127.0.0.1:8080}
 * @param http what carries all requests to it
 */
public record Server(URI address, Credentials credentials, HttpClient http) {

    /** @param trust which certificates are believed; empty for those that the JVM believes */
    public Server(URI address, Credentials credentials, Optional<SSLContext> trust) {
        this(address, credentials, client(trust));
    }

    /** A server that does not ask who its clients are. */
    public static Server open(URI address) {
        return new Server(address, new Credentials.None(), Optional.empty());
    }

    private static HttpClient client(Optional<SSLContext> trust) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1);
        trust.ifPresent(builder::sslContext);
        return builder.build();
    }
}
