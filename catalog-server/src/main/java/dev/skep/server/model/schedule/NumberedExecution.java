package dev.skep.server.model.schedule;

/** An execution with its id. */
public record NumberedExecution(long id, Execution execution) {}
