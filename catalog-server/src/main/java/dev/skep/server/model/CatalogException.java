package dev.skep.server.model;

/** The one exception behind the fronts. The message names the object and the fix; callers see it, so it holds no secret. */
public final class CatalogException extends RuntimeException {
    private final ErrorKind kind;

    public CatalogException(ErrorKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public CatalogException(ErrorKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static CatalogException invalid(String message) {
        return new CatalogException(ErrorKind.INVALID, message);
    }

    public static CatalogException notFound(CatalogName name) {
        return new CatalogException(ErrorKind.NOT_FOUND_CATALOG, "There is no catalog " + name);
    }

    public static CatalogException notFound(DatabaseName name) {
        return new CatalogException(ErrorKind.NOT_FOUND_DATABASE, "There is no database " + name);
    }

    public static CatalogException notFound(TableName name) {
        return new CatalogException(ErrorKind.NOT_FOUND_TABLE, "There is no table " + name);
    }

    public static CatalogException notFound(TableName table, PartitionName name) {
        return new CatalogException(
                ErrorKind.NOT_FOUND_PARTITION, "Table " + table + " has no partition " + name.value());
    }

    /** Spark tells a missing function from any other failure by the words {@code name does not exist}. */
    public static CatalogException notFound(FunctionName name) {
        return new CatalogException(ErrorKind.NOT_FOUND_OTHER, "Function " + name + " does not exist");
    }

    /** For what has no name type of its own. */
    public static CatalogException notFound(String what, Object name) {
        return new CatalogException(ErrorKind.NOT_FOUND_OTHER, "There is no " + what + " " + name);
    }

    public static CatalogException alreadyExists(String what, Object name) {
        return new CatalogException(ErrorKind.ALREADY_EXISTS, what + " " + name + " exists already");
    }

    public ErrorKind kind() {
        return kind;
    }
}
