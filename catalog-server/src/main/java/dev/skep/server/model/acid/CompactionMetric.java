package dev.skep.server.model.acid;

/**
 * How many files of a kind were found in a table or partition.
 *
 * @param kind as the client names it
 */
public record CompactionMetric(Resource resource, String kind, int figure) {}
