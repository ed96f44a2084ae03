package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Function;
import dev.skep.server.model.FunctionName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Stored;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** User-defined functions. */
public final class FunctionService {
    private final CatalogStore store;
    private final Clock clock;

    public FunctionService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public Stored<Function> get(FunctionName name) {
        try (Snapshot snapshot = store.snapshot()) {
            return find(snapshot, name);
        }
    }

    /** The matching names in order. */
    public List<String> names(DatabaseName database, NamePattern pattern) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.functions().names(database, pattern);
        }
    }

    public List<Stored<Function>> all(CatalogName catalog) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.functions().all(catalog);
        }
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}, {@code ALREADY_EXISTS} */
    public Stored<Function> create(Function draft) {
        Rules.check(draft.name());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return store.inTransaction(tx -> {
            requireDatabase(tx, draft.name().database());
            if (tx.functions().find(draft.name()).isPresent()) {
                throw CatalogException.alreadyExists("Function", draft.name());
            }
            Stored<Function> created = tx.functions()
                    .insert(new Function(
                            draft.name(), draft.className(), draft.owner(), now, draft.resources(), draft.extras()));
            tx.events().append(new CatalogEvent.FunctionCreated(created.value()));
            return created;
        });
    }

    /**
     * Replaces everything but when it was created.
     *
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_OTHER}, {@code NOT_FOUND_DATABASE}, {@code ALREADY_EXISTS}
     */
    public void alter(FunctionName name, Function next) {
        Rules.check(next.name());
        store.inTransaction(tx -> {
            requireDatabase(tx, next.name().database());
            Stored<Function> current = find(tx, name);
            return tx.functions()
                    .update(
                            current,
                            new Function(
                                    next.name(),
                                    next.className(),
                                    next.owner(),
                                    current.value().createdAt(),
                                    next.resources(),
                                    next.extras()));
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void drop(FunctionName name) {
        store.inTransaction(tx -> {
            Stored<Function> function = find(tx, name);
            tx.functions().delete(function);
            tx.events().append(new CatalogEvent.FunctionDropped(function.value()));
            return function;
        });
    }

    private static Stored<Function> find(Tx tx, FunctionName name) {
        return tx.functions().find(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private static void requireDatabase(Tx tx, DatabaseName name) {
        if (tx.databases().find(name).isEmpty()) {
            throw CatalogException.notFound(name);
        }
    }
}
