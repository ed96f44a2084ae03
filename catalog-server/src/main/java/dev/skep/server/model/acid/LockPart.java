package dev.skep.server.model.acid;

/** One resource of a request for locks, and how it is locked. */
public record LockPart(Resource resource, LockKind kind) {
    /**
     * Whether a lock that was asked for earlier keeps this one waiting, be it held or waiting itself.
     *
     * <p>A shared lock on a database says that it must not be dropped; it does not matter to those who have a table or a
     * partition of it for themselves.
     */
    public boolean waitsFor(LockPart earlier) {
        if (!resource.overlaps(earlier.resource)) {
            return false;
        }
        return switch (kind) {
            case SHARED_READ -> earlier.kind == LockKind.EXCLUSIVE && !within(earlier, this);
            case SHARED_WRITE -> earlier.kind == LockKind.EXCLUSIVE_WRITE || earlier.kind == LockKind.EXCLUSIVE;
            case EXCLUSIVE_WRITE -> earlier.kind != LockKind.SHARED_READ;
            case EXCLUSIVE -> earlier.kind != LockKind.SHARED_READ || !within(this, earlier);
        };
    }

    private static boolean within(LockPart inner, LockPart database) {
        return inner.resource.table() != null && database.resource.table() == null;
    }
}
