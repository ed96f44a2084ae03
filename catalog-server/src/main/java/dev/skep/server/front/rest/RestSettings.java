package dev.skep.server.front.rest;

import java.time.Duration;

/**
 * @param port 0 for any free one
 * @param maxBody the largest body that is read, in bytes
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout how long running requests get to end when the server stops
 */
public record RestSettings(String host, int port, int maxBody, Duration idleTimeout, Duration stopTimeout) {}
