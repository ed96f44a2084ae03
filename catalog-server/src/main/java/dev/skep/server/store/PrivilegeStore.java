package dev.skep.server.store;

import dev.skep.server.model.Stored;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.Principal;
import java.util.Collection;
import java.util.List;

/** Privileges on objects. They go with their object and follow it where it is renamed. */
public interface PrivilegeStore {
    /** Those that fit, in the order in which they were made. */
    List<Stored<Grant>> find(GrantQuery query);

    /**
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} if the same grantor gave it already;
     *     {@code NOT_FOUND_DATABASE}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION} for the object
     */
    void insert(Collection<Grant> grants);

    void takeGrantOption(Collection<Stored<Grant>> grants);

    void delete(Collection<Stored<Grant>> grants);

    void deleteAllOf(Principal principal);
}
