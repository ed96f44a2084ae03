package dev.skep.server.store.sql;

import java.time.Clock;

/**
 * Whether events are recorded.
 *
 * @param clock tells when they happened
 */
public record EventRecording(boolean enabled, Clock clock) {}
