package dev.skep.server.store.registry;

import java.util.List;

/** Things that belong to the whole server and are found by a name, compared as it is. */
public interface NamedRegistry<V> extends Registry<String, V> {
    /** In order. */
    List<String> names();
}
