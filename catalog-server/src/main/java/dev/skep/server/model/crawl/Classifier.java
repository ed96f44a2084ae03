package dev.skep.server.model.crawl;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How files are recognized that are not recognized by themselves.
 *
 * @param name folded; it never changes
 * @param settings by their names, which the kind decides
 */
public record Classifier(
        String name,
        @Nullable String description,
        Kind kind,
        Map<String, String> settings,
        @Nullable Long createdAt) {
    /** What is set. */
    public enum Kind {
        /** Lines of logs, by a grok pattern. */
        GROK,
        /** Delimited text, by its dialect and columns. */
        CSV,
        /** Documents of JSON, by the path to their rows. */
        JSON,
        /** Documents of XML, by the name of the elements that are rows. */
        XML
    }

    public Classifier {
        settings = Map.copyOf(settings);
    }
}
