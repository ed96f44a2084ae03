package dev.skep.server.boot;

import dev.skep.server.front.rest.Operations;
import dev.skep.server.store.CatalogStore;
import java.time.Duration;

/** What the server tells about itself: it is ready when its database answers. */
record Health(CatalogStore store, Metrics metrics) implements Operations {
    @Override
    public void requireReady() {
        store.check();
    }

    @Override
    public String scrape() {
        return metrics.scrape();
    }

    @Override
    public void answered(String method, String route, int status, Duration time) {
        metrics.http(method, route, status, time);
    }
}
