package dev.skep.server.store;

import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Resource;
import java.util.Collection;

/** Follows databases, tables and partitions in everything that is recorded of them by name for ACID. */
public interface AcidResourceStore {
    /** Forgets writes, write ids and compactions. Locks stay: who drops holds one, and gives it back. */
    void forget(Resource dropped);

    /** As {@link #forget}, for partitions of one table; the number of statements grows by the thousand. */
    void forget(TableName table, Collection<PartitionName> dropped);

    /** Both of the same level; what was recorded of the new name before is forgotten. Locks follow, too. */
    void rename(Resource from, Resource to);
}
