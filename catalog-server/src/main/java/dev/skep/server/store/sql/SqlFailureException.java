package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;

/** A statement that failed; does not leave this package. */
public final class SqlFailureException extends RuntimeException {
    private final SqlFailure failure;
    private final Throwable reason;

    SqlFailureException(SqlFailure failure, Throwable reason) {
        super(reason);
        this.failure = failure;
        this.reason = reason;
    }

    static SqlFailureException of(Throwable cause) {
        return new SqlFailureException(SqlFailure.of(cause), cause);
    }

    SqlFailure failure() {
        return failure;
    }

    /** The refusal that a writer of rows means by a key that exists, or by a row that is referred to and does not. */
    public RuntimeException meaning(CatalogException duplicate, CatalogException missing) {
        return switch (failure) {
            case DUPLICATE_KEY -> duplicate;
            case FOREIGN_KEY -> missing;
            case TOO_LONG, UNSTORABLE, RETRYABLE, CONNECTION_LOST, OTHER -> this;
        };
    }

    /** What a caller of the store is told. */
    CatalogException translated() {
        return switch (failure) {
            case TOO_LONG ->
                new CatalogException(
                        ErrorKind.INVALID,
                        "A name or another short text is longer than the store can hold; shorten it",
                        reason);
            case UNSTORABLE ->
                new CatalogException(
                        ErrorKind.INVALID,
                        "A text holds a character that cannot be stored, such as U+0000 or half of a surrogate pair; remove it",
                        reason);
            case RETRYABLE ->
                new CatalogException(
                        ErrorKind.UNAVAILABLE, "Other writers kept this change from being made; try again", reason);
            case CONNECTION_LOST ->
                new CatalogException(
                        ErrorKind.UNAVAILABLE,
                        "The catalog's database does not answer; nothing was changed, try again",
                        reason);
            case DUPLICATE_KEY, FOREIGN_KEY, OTHER ->
                new CatalogException(ErrorKind.INTERNAL, "The catalog's database refused a statement", reason);
        };
    }
}
