package dev.skep.crawler.agent;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.aws.AwsAccess.Credentials;
import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.egress.Egress;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What connections to services of Amazon's have in common. */
final class AwsConnection {

    static final Set<String> PROPERTIES = Set.of("endpoint", "region", "access-key", "profile", "role", "external-id");
    static final Set<String> SECRETS = Set.of("secret-key", "session-token");

    private AwsConnection() {}

    /**
     * @throws IllegalArgumentException if the connection contradicts itself
     * @throws IOException if a secret is not to be had here, or the service's host may not be talked to
     */
    static AwsAccess of(Connection connection, Clearance clearance) throws IOException {
        Map<String, String> properties = connection.properties();
        String endpoint = properties.get("endpoint");
        String role = properties.get("role");
        return new AwsAccess(
                endpoint == null ? null : endpoint(connection, endpoint, clearance.egress()),
                properties.get("region"),
                credentials(connection, clearance.key()),
                role == null ? null : new AwsAccess.Role(role, properties.get("external-id")),
                clearance.egress());
    }

    private static URI endpoint(Connection connection, String text, Egress egress) throws IOException {
        URI endpoint = URI.create(text);
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("The property 'endpoint' of connection " + connection.name()
                    + " must be an address such as https://host:9000, not '" + text + "'");
        }
        egress.check(endpoint.getHost());
        return endpoint;
    }

    private static Credentials credentials(Connection connection, SecretKey key) throws IOException {
        String id = connection.properties().get("access-key");
        String secret = secret(connection, "secret-key", key);
        if (id != null && secret != null) {
            return new Credentials.Keys(id, secret, secret(connection, "session-token", key));
        }
        if (id != null || secret != null) {
            throw new IllegalArgumentException("Connection " + connection.name()
                    + " needs both or neither of the property 'access-key' and the secret 'secret-key'");
        }
        String profile = connection.properties().get("profile");
        if (profile != null) {
            return new Credentials.Profile(profile);
        }
        return ConnectionSettings.flag(connection, "anonymous", false)
                ? new Credentials.Anonymous()
                : new Credentials.Found();
    }

    private static @Nullable String secret(Connection connection, String name, SecretKey key) throws IOException {
        String stored = connection.secrets().get(name);
        return stored == null ? null : key.open(connection.name(), name, stored);
    }
}
