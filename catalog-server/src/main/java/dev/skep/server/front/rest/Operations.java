package dev.skep.server.front.rest;

import java.time.Duration;

/** What the process tells about itself, and what it wants to be told of each request. */
public interface Operations {
    /** @throws dev.skep.server.model.CatalogException if requests cannot be served now, with the reason */
    void requireReady();

    /** Everything measured, in the text format of Prometheus. */
    String scrape();

    /**
     * Notes a request that was answered.
     *
     * @param route the path as the document of the interface writes it, or {@code none}
     */
    void answered(String method, String route, int status, Duration time);
}
