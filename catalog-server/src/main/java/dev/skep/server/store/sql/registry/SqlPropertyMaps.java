package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.PROPERTY_MAP;

import dev.skep.server.model.property.PropertyMap;
import dev.skep.server.model.property.PropertyMapName;
import dev.skep.server.store.registry.PropertyMapStore;
import dev.skep.server.store.sql.NameConditions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Properties that clients keep. */
final class SqlPropertyMaps extends SqlRegistry<PropertyMapName, PropertyMap> implements PropertyMapStore {
    SqlPropertyMaps(DSLContext sql) {
        super(sql, new Shape<>(PROPERTY_MAP, PROPERTY_MAP.BODY, PropertyMap.class, "Properties"));
    }

    @Override
    Condition at(PropertyMapName key) {
        return PROPERTY_MAP.NAMESPACE.eq(key.namespace()).and(PROPERTY_MAP.NAME.eq(key.owner()));
    }

    @Override
    Map<Field<?>, ?> key(PropertyMapName key) {
        return Map.of(PROPERTY_MAP.NAMESPACE, key.namespace(), PROPERTY_MAP.NAME, key.owner());
    }

    @Override
    public Map<String, PropertyMap> beginning(String namespace, String owner) {
        Map<String, PropertyMap> found = new LinkedHashMap<>();
        select(PROPERTY_MAP.NAMESPACE.eq(namespace).and(NameConditions.beginsWith(PROPERTY_MAP.NAME, owner)))
                .orderBy(PROPERTY_MAP.NAME)
                .forEach(row -> found.put(row.get(PROPERTY_MAP.NAME), shape().read(row)));
        return found;
    }
}
