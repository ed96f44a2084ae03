package dev.skep.server.store.registry;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.MemberName;
import java.util.List;

/** Things that belong to a database, and go with it. */
public interface MemberRegistry<V> extends Registry<MemberName, V> {
    /** In order. */
    List<String> names(DatabaseName database);

    /** Of all databases, in the order of the databases and names. */
    List<String> names(CatalogName catalog);
}
