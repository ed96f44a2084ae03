package dev.skep.crawler.catalog;

/** The catalog refused, or could not be reached. The message is a sentence for the user. */
public final class CatalogException extends Exception {

    /** What the crawler tells apart; everything else the server may answer is {@link #REFUSED}. */
    public enum Reason {
        /** No answer came from the address, or the server says that it cannot serve for now. */
        UNREACHABLE,
        /** The named object does not exist. */
        NOT_FOUND,
        /** An object of this name exists already. */
        ALREADY_EXISTS,
        /** The object was changed by someone else since it was read. */
        CONFLICT,
        /** Any other refusal, or an answer that is none of the catalog's. */
        REFUSED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String code;

    public CatalogException(Reason reason, String code, String message) {
        super(message);
        this.reason = reason;
        this.code = code;
    }

    public Reason reason() {
        return reason;
    }

    /** The server's own code, such as {@code NOT_FOUND_TABLE}; empty if it gave none. */
    public String code() {
        return code;
    }
}
