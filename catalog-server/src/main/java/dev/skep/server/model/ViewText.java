package dev.skep.server.model;

import org.jspecify.annotations.Nullable;

/** A view's query, as written and as expanded; materialized views have one too. */
public record ViewText(@Nullable String original, @Nullable String expanded) {}
