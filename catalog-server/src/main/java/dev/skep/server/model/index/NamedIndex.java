package dev.skep.server.model.index;

/** An index with its name. */
public record NamedIndex(IndexName name, TableIndex index) {}
