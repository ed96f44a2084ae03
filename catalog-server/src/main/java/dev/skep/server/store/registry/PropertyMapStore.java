package dev.skep.server.store.registry;

import dev.skep.server.model.property.PropertyMap;
import dev.skep.server.model.property.PropertyMapName;
import java.util.Map;

/** Properties that clients keep, by what they are of. */
public interface PropertyMapStore extends Registry<PropertyMapName, PropertyMap> {
    /** Those whose owner begins with the text, in the order of the owners. */
    Map<String, PropertyMap> beginning(String namespace, String owner);
}
