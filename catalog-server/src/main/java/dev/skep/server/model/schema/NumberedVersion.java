package dev.skep.server.model.schema;

/** A version with its number. */
public record NumberedVersion(int number, SchemaVersion version) {}
