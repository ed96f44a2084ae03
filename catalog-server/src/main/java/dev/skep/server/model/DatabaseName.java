package dev.skep.server.model;

/** A folded database name in its catalog; made by {@link Names}. */
public record DatabaseName(CatalogName catalog, String value) {
    public DatabaseName {
        Names.requireFolded(value);
    }

    /** As people and clients of Hive write it: the catalog is named only where it is not the default one. */
    @Override
    public String toString() {
        return catalog.equals(Names.DEFAULT_CATALOG) ? value : catalog + "." + value;
    }
}
