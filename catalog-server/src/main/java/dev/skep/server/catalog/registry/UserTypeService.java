package dev.skep.server.catalog.registry;

import dev.skep.server.catalog.Rules;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.UserType;
import dev.skep.server.store.CatalogStore;

/** Types that users define. Their names are compared as they are. */
public final class UserTypeService {
    private static final int MAX_NAME = 128;

    private final CatalogStore store;

    public UserTypeService(CatalogStore store) {
        this.store = store;
    }

    /** @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS} */
    public void create(String name, UserType type) {
        Rules.checkName("type", name, MAX_NAME);
        store.inTransaction(tx -> {
            tx.registries().userTypes().insert(name, type);
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public UserType get(String name) {
        return store.read(tx -> tx.registries().userTypes().find(name))
                .orElseThrow(() -> CatalogException.notFound("type", name));
    }

    /** Nobody minds if it has gone before. */
    public void drop(String name) {
        store.inTransaction(tx -> tx.registries().userTypes().delete(name));
    }
}
