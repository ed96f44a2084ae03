package dev.skep.server.store.registry;

import dev.skep.server.model.TableName;
import dev.skep.server.model.index.IndexName;
import dev.skep.server.model.index.NamedIndex;
import dev.skep.server.model.index.TableIndex;
import java.util.List;

/** Indexes of tables. Those of a table go with it; its row is locked when one is added. */
public interface IndexStore extends Registry<IndexName, TableIndex> {
    /** In the order of their names. */
    List<NamedIndex> of(TableName table);
}
