package dev.skep.server.front.rest;

import java.time.Duration;

/** A process that is always ready and measures nothing. */
class NoOperations implements Operations {
    @Override
    public void requireReady() {}

    @Override
    public String scrape() {
        return "";
    }

    @Override
    public void answered(String method, String route, int status, Duration time) {}
}
