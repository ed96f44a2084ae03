package dev.skep.server.model;

/** All reasons for which the catalog refuses. Each front has one exhaustive switch from here to its own errors. */
public enum ErrorKind {
    /** The request contradicts itself or a rule; the caller must change it. */
    INVALID,
    /** As {@link #INVALID}: a text is no name of a partition of the table. */
    INVALID_PARTITION_NAME,
    /** As {@link #INVALID}: nothing can be made, moved or listed at a location; the cause is in the file system. */
    INVALID_LOCATION,
    NOT_FOUND_CATALOG,
    NOT_FOUND_DATABASE,
    NOT_FOUND_TABLE,
    NOT_FOUND_PARTITION,
    NOT_FOUND_OTHER,
    /** The ACID transaction never was, or is committed. */
    NOT_FOUND_TRANSACTION,
    /** The ACID transaction was aborted, by its client, for a conflict or because it expired. */
    TRANSACTION_ABORTED,
    NOT_FOUND_LOCK,
    /** The lock belongs to a transaction, which must end first. */
    TRANSACTION_OPEN,
    ALREADY_EXISTS,
    /** What should be dropped still holds something. */
    NOT_EMPTY,
    /** Something that is going on, or that names the object, forbids it: wait for its end, or end it. */
    IN_USE,
    /** Somebody else changed the object since the caller read it. */
    CONFLICT,
    /** More was asked for than the limits allow. */
    TOO_LARGE,
    /** The request is understood but this server does not do it. */
    UNSUPPORTED,
    /** The store cannot be reached now; nothing was changed, the same call may succeed later. */
    UNAVAILABLE,
    /** The connection to the store broke while committing: the change may or may not stand. */
    UNKNOWN_OUTCOME,
    /** A defect of the server. */
    INTERNAL
}
