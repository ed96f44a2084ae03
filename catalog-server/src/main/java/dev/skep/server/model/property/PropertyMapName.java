package dev.skep.server.model.property;

import dev.skep.server.model.CatalogException;

/**
 * What properties are of.
 *
 * @param namespace whose they are; clients choose it
 * @param owner {@code ""} for the cluster, {@code database}, or {@code database.table}, compared as it is
 */
public record PropertyMapName(String namespace, String owner) {
    private static final int MAX_NAMESPACE = 128;
    private static final int MAX_OWNER = 512;

    /** @throws CatalogException {@code INVALID} */
    public PropertyMapName {
        if (namespace.isBlank() || namespace.length() > MAX_NAMESPACE) {
            throw CatalogException.invalid("A name space of properties has 1 to " + MAX_NAMESPACE + " characters");
        }
        if (owner.length() > MAX_OWNER) {
            throw CatalogException.invalid("What a property is of has at most " + MAX_OWNER + " characters: " + owner);
        }
    }

    @Override
    public String toString() {
        return namespace + ":" + owner;
    }
}
