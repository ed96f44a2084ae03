package dev.skep.server.catalog.registry;

import dev.skep.server.catalog.Rules;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.index.IndexName;
import dev.skep.server.model.index.NamedIndex;
import dev.skep.server.model.index.TableIndex;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of tables, each with a table of its own that the engine fills. That table is made before the index and dropped after it,
 * so that an index that is found has its table.
 */
public final class IndexService {
    private static final int MAX_NAME = 128;

    private final CatalogStore store;
    private final TableService tables;
    private final Clock clock;

    public IndexService(CatalogStore store, TableService tables, Clock clock) {
        this.store = store;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Adds an index.
     *
     * @param indexTable the table to make for it; null if it needs none, or has one
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code ALREADY_EXISTS}
     */
    public TableIndex add(IndexName name, TableIndex draft, @Nullable Table indexTable) {
        Rules.checkName("index", name.value(), MAX_NAME);
        TableIndex index = draft.withCreatedAt(clock.instant().getEpochSecond());
        requireNew(name);
        if (indexTable != null) {
            tables.create(indexTable, WriteMode.APPLY);
        }
        try {
            store.inTransaction(tx -> {
                if (tx.tables().lock(name.table()).isEmpty()) {
                    throw CatalogException.notFound(name.table());
                }
                tx.registries().indexes().insert(name, index);
                return name;
            });
        } catch (CatalogException e) {
            if (indexTable != null && e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                tables.drop(indexTable.name(), true, Precondition.NONE, WriteMode.APPLY);
            }
            throw e;
        }
        return index;
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public TableIndex get(IndexName name) {
        return store.read(tx -> tx.registries().indexes().find(name)).orElseThrow(() -> noIndex(name));
    }

    /** In the order of their names; none if there is no such table. */
    public List<NamedIndex> of(TableName table) {
        return store.read(tx -> tx.registries().indexes().of(table));
    }

    /**
     * Alters what may be altered: its parameters.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}
     */
    public void alter(IndexName name, TableIndex next) {
        store.inTransaction(tx -> {
            TableIndex altered = lock(tx, name).altered(next);
            tx.registries().indexes().replace(name, altered);
            return altered;
        });
    }

    /**
     * Drops an index and its table.
     *
     * @param deleteData whether the files of that table go too
     * @throws CatalogException {@code NOT_FOUND_OTHER}
     */
    public void drop(IndexName name, boolean deleteData) {
        TableIndex dropped = store.inTransaction(tx -> {
            TableIndex index = lock(tx, name);
            tx.registries().indexes().delete(name);
            return index;
        });
        String indexTable = dropped.indexTable();
        if (indexTable != null) {
            dropIfThere(Names.table(name.table().database(), indexTable), deleteData);
        }
    }

    private void requireNew(IndexName name) {
        store.read(tx -> {
            if (tx.tables().find(name.table()).isEmpty()) {
                throw CatalogException.notFound(name.table());
            }
            if (tx.registries().indexes().find(name).isPresent()) {
                throw CatalogException.alreadyExists("Index", name);
            }
            return name;
        });
    }

    private void dropIfThere(TableName table, boolean deleteData) {
        try {
            tables.drop(table, deleteData, Precondition.NONE, WriteMode.APPLY);
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.NOT_FOUND_TABLE) {
                throw e;
            }
        }
    }

    private static TableIndex lock(Tx tx, IndexName name) {
        return tx.registries().indexes().lock(name).orElseThrow(() -> noIndex(name));
    }

    private static CatalogException noIndex(IndexName name) {
        return CatalogException.notFound("index", name);
    }
}
