package dev.skep.server.model;

/** A folded catalog name; made by {@link Names}. */
public record CatalogName(String value) {
    public CatalogName {
        Names.requireFolded(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
