package dev.skep.server.model;

/** What an owner's name is the name of. */
public enum OwnerKind {
    USER,
    ROLE,
    GROUP
}
