package dev.skep.server.model;

/** Who owns an object. */
public record Owner(String name, OwnerKind kind) {}
