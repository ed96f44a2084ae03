package dev.skep.server.model.crawl;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How agents reach a source.
 *
 * @param name folded; it never changes
 * @param type such as {@code jdbc} or {@code s3}: agents know which there are
 * @param properties what may be seen, such as a URL
 * @param secrets what may not: each encrypted, or a reference to what an agent has
 */
public record Connection(
        String name,
        @Nullable String description,
        String type,
        Map<String, String> properties,
        Map<String, String> secrets,
        @Nullable Long createdAt) {
    public Connection {
        properties = Map.copyOf(properties);
        secrets = Map.copyOf(secrets);
    }
}
