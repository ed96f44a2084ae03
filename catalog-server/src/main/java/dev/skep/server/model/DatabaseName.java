package dev.skep.server.model;

/** A folded database name in its catalog; made by {@link Names}. */
public record DatabaseName(CatalogName catalog, String value) {
    public DatabaseName {
        Names.requireFolded(value);
    }

    @Override
    public String toString() {
        return catalog + "." + value;
    }
}
