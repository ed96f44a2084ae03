package dev.skep.server.catalog.registry;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.property.PropertyKey;
import dev.skep.server.model.property.PropertyMap;
import dev.skep.server.model.property.PropertyMapName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.registry.PropertyMapStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Properties that clients keep of the cluster, of databases and of tables. They are texts, and nobody looks whether what they
 * are of exists.
 */
public final class PropertyService {
    private final CatalogStore store;

    public PropertyService(CatalogStore store) {
        this.store = store;
    }

    /**
     * Sets all of the properties or none; others stay.
     *
     * @param properties by their keys ({@link PropertyKey})
     * @throws CatalogException {@code INVALID}
     */
    public void set(String namespace, Map<String, String> properties) {
        // In one order, so that two who set the same ones wait for each other.
        SortedMap<String, Map<String, String>> byOwner = new TreeMap<>();
        properties.forEach((text, value) -> {
            PropertyKey key = PropertyKey.parse(text);
            byOwner.computeIfAbsent(key.owner(), owner -> new HashMap<>()).put(key.name(), value);
        });
        store.inTransaction(tx -> {
            PropertyMapStore maps = tx.registries().propertyMaps();
            byOwner.forEach((owner, values) -> {
                PropertyMapName name = new PropertyMapName(namespace, owner);
                Optional<PropertyMap> before = maps.lock(name);
                if (before.isPresent()) {
                    maps.replace(name, before.get().with(values));
                } else {
                    maps.insert(name, new PropertyMap(values));
                }
            });
            return namespace;
        });
    }

    /**
     * The properties of everything whose name begins with a text, by that name; {@code ""} is the cluster.
     *
     * @param names which properties; empty for all. What has none of them is left out.
     */
    public Map<String, Map<String, String>> find(String namespace, String owner, Set<String> names) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        store.read(tx -> tx.registries().propertyMaps().beginning(namespace, owner))
                .forEach((name, properties) -> {
                    Map<String, String> chosen = new HashMap<>(properties.values());
                    if (!names.isEmpty()) {
                        chosen.keySet().retainAll(names);
                    }
                    if (!chosen.isEmpty()) {
                        found.put(name, chosen);
                    }
                });
        return found;
    }
}
