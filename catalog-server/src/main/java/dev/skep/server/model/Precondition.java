package dev.skep.server.model;

import org.jspecify.annotations.Nullable;

/**
 * What must still be true of an object for a change to be made.
 *
 * @param version the version the caller read; null if it takes any
 */
public record Precondition(@Nullable Long version) {
    public static final Precondition NONE = new Precondition(null);

    public static Precondition version(long version) {
        return new Precondition(version);
    }

    /** @throws CatalogException {@link ErrorKind#CONFLICT} if the object is another than the caller read */
    public void require(String what, Object name, Stored<?> current) {
        if (version != null && version != current.version()) {
            throw new CatalogException(
                    ErrorKind.CONFLICT,
                    what + " " + name + " was changed meanwhile: it has version " + current.version()
                            + ", you expected " + version + ". Read it again and repeat the change.");
        }
    }
}
