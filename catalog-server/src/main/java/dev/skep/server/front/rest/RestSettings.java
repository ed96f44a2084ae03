package dev.skep.server.front.rest;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the HTTP port behaves.
 *
 * @param address where to listen; port 0 for any free one
 * @param maxBody the largest body that is read, in bytes
 * @param idleTimeout after which a silent connection is closed
 * @param stopTimeout how long running requests get to end when the server stops
 */
public record RestSettings(InetSocketAddress address, int maxBody, Duration idleTimeout, Duration stopTimeout) {}
