package dev.skep.server.model.schedule;

/** A query that was handed out to be run. */
public record Turn(long executionId, NamedQuery query) {}
