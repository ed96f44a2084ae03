package dev.skep.server.model;

/**
 * A column by which the rows of a bucket are sorted.
 *
 * @param order 1 for ascending, 0 for descending, as Hive numbers them
 */
public record SortColumn(String name, int order) {}
