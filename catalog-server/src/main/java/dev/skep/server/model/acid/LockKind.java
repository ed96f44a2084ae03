package dev.skep.server.model.acid;

/** How a resource is locked, the weakest first. */
public enum LockKind {
    SHARED_READ,
    SHARED_WRITE,
    EXCLUSIVE_WRITE,
    EXCLUSIVE
}
