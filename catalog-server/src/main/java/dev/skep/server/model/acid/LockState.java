package dev.skep.server.model.acid;

public enum LockState {
    ACQUIRED,
    WAITING
}
