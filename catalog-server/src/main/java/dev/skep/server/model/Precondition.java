package dev.skep.server.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must still be true of an object for a change to be made.
 *
 * @param version the version the caller read; null if it takes any
 * @param parameter the parameter the caller read; null if it takes any
 */
public record Precondition(@Nullable Long version, @Nullable ExpectedParameter parameter) {
    public static final Precondition NONE = new Precondition(null, null);

    /** @param value null if the parameter must be absent */
    public record ExpectedParameter(String key, @Nullable String value) {}

    public static Precondition version(long version) {
        return new Precondition(version, null);
    }

    /** @param value null if the parameter must be absent */
    public static Precondition parameter(String key, @Nullable String value) {
        return new Precondition(null, new ExpectedParameter(key, value));
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

    /**
     * As {@link #require}, for the expected parameter. Iceberg's Hive client knows a lost race by how this message begins.
     *
     * @throws CatalogException {@link ErrorKind#CONFLICT} if the parameter has another value
     */
    public void requireParameter(Object name, Map<String, String> parameters) {
        if (parameter != null && !Objects.equals(parameter.value(), parameters.get(parameter.key()))) {
            throw new CatalogException(
                    ErrorKind.CONFLICT,
                    "The table has been modified. The parameter value for key '" + parameter.key() + "' is '"
                            + parameters.get(parameter.key()) + "' in " + name + ", you expected '"
                            + parameter.value() + "'. Read it again and repeat the change.");
        }
    }
}
