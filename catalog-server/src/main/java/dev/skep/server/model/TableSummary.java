package dev.skep.server.model;

import org.jspecify.annotations.Nullable;

/** A table as a listing of many databases shows it. */
public record TableSummary(
        TableName name,
        TableKind kind,
        @Nullable Owner owner,
        @Nullable String comment) {}
