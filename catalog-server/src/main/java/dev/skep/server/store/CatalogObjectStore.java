package dev.skep.server.store;

import dev.skep.server.model.CatalogName;
import java.util.List;

/** The catalogs themselves. */
public interface CatalogObjectStore {
    boolean exists(CatalogName name);

    /** All names in order. */
    List<CatalogName> names();
}
