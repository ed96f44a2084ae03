package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.util.function.Function;

/**
 * One change: a transaction of the store and the file operations that belong to it.
 *
 * <p>Directories are made and moved while the transaction runs and put back if it does not commit; files are removed only
 * after it has. So what a reader finds in the catalog has its directory, and nothing is lost by a change that failed. If
 * the outcome of the commit is unknown, files stay as they are.
 */
final class UnitOfWork {
    private final CatalogStore store;
    private final WarehouseFiles files;

    UnitOfWork(CatalogStore store, WarehouseFiles files) {
        this.store = store;
        this.files = files;
    }

    /** What a change works on. */
    record Change(Tx tx, FileChanges files) {}

    <T> T read(Function<? super Tx, ? extends T> work) {
        return store.read(work);
    }

    <T> T write(WriteMode mode, Function<? super Change, ? extends T> work) {
        return switch (mode) {
            case APPLY -> apply(work);
            case DRY_RUN -> Rehearsal.of(store, tx -> work.apply(new Change(tx, FileChanges.none(files))));
        };
    }

    private <T> T apply(Function<? super Change, ? extends T> work) {
        FileChanges changes = FileChanges.on(files);
        T result;
        try {
            result = store.inTransaction(tx -> {
                // The transaction may be running again: begin with the files as they were.
                changes.undo();
                return work.apply(new Change(tx, changes));
            });
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.UNKNOWN_OUTCOME) {
                changes.undo();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            changes.undo();
            throw e;
        }
        changes.finish();
        return result;
    }
}
