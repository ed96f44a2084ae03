package dev.skep.server.catalog.registry;

import dev.skep.server.catalog.Rules;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.connector.DataConnector;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.Securable;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.PrivilegeStore;
import java.time.Clock;
import java.util.List;

/** Connectors to other databases. Their names are folded. */
public final class ConnectorService {
    private static final int MAX_NAME = 128;

    private final CatalogStore store;
    private final Clock clock;

    public ConnectorService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS} */
    public void create(String name, DataConnector draft) {
        Rules.checkName("data connector", name, MAX_NAME);
        DataConnector connector = new DataConnector(
                draft.type(),
                draft.url(),
                draft.description(),
                draft.parameters(),
                draft.owner(),
                clock.instant().getEpochSecond(),
                draft.extras());
        store.inTransaction(tx -> {
            tx.registries().connectors().insert(name, connector);
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public DataConnector get(String name) {
        return store.read(tx -> tx.registries().connectors().find(name)).orElseThrow(() -> noConnector(name));
    }

    /** In order. */
    public List<String> names() {
        return store.read(tx -> tx.registries().connectors().names());
    }

    /**
     * Alters what may be altered: neither its name nor its type.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}
     */
    public void alter(String name, DataConnector next) {
        store.inTransaction(tx -> {
            DataConnector altered = tx.registries()
                    .connectors()
                    .lock(name)
                    .orElseThrow(() -> noConnector(name))
                    .altered(next);
            tx.registries().connectors().replace(name, altered);
            return altered;
        });
    }

    /**
     * Drops a connector.
     *
     * @param mustExist whether it is an error if there is none
     * @throws CatalogException {@code NOT_FOUND_OTHER}
     */
    public void drop(String name, boolean mustExist) {
        boolean dropped = store.inTransaction(tx -> {
            PrivilegeStore privileges = tx.security().privileges();
            privileges.delete(privileges.find(GrantQuery.on(new Securable.OfConnector(name))));
            return tx.registries().connectors().delete(name);
        });
        if (mustExist && !dropped) {
            throw noConnector(name);
        }
    }

    private static CatalogException noConnector(String name) {
        return CatalogException.notFound("data connector", name);
    }
}
