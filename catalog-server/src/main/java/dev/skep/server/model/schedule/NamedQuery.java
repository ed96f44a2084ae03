package dev.skep.server.model.schedule;

/** A scheduled query with its name. */
public record NamedQuery(ScheduleName name, ScheduledQuery query) {}
