package dev.skep.server.schedule;

import dev.skep.server.catalog.Rehearsal;
import dev.skep.server.catalog.Rules;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Page;
import dev.skep.server.store.Tx;
import dev.skep.server.store.crawl.VersionedStore;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Things with a name and a version that crawlers name. */
public abstract class NamedService<V> {
    private final CatalogStore store;
    private final Reference.Kind kind;
    private final String word;

    /** @param word what one is called, in a message */
    NamedService(CatalogStore store, Reference.Kind kind, String word) {
        this.store = store;
        this.kind = kind;
        this.word = word;
    }

    abstract VersionedStore<V> in(Tx tx);

    public abstract String nameOf(V value);

    /**
     * What is stored for a value that was given.
     *
     * @param current what it replaces
     * @throws CatalogException {@code INVALID} if it breaks a rule
     */
    abstract V prepared(V given, Optional<V> current);

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public final Stored<V> get(String name) {
        return store.read(tx -> in(tx).find(name)).orElseThrow(() -> CatalogException.notFound(word, name));
    }

    /** In the order of their names. */
    public final List<Stored<V>> page(Page page) {
        return store.read(tx -> in(tx).page(page));
    }

    /** @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS} */
    public final Stored<V> create(V draft, WriteMode mode) {
        Rules.checkName(word, nameOf(draft), CrawlerRules.MAX_NAME);
        V prepared = prepared(draft, Optional.empty());
        return Rehearsal.write(store, mode, tx -> in(tx).insert(prepared));
    }

    /**
     * Replaces what it is; its name stays. Where nothing differs, so does its version.
     *
     * @param change from what is stored to what should be; may run more than once
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_OTHER}, {@code CONFLICT}
     */
    public final Stored<V> alter(String name, UnaryOperator<V> change, Precondition precondition, WriteMode mode) {
        return Rehearsal.write(store, mode, tx -> {
            Stored<V> current = lock(tx, name);
            precondition.require(word, name, current);
            V next = prepared(change.apply(current.value()), Optional.of(current.value()));
            if (!nameOf(next).equals(name)) {
                throw CatalogException.invalid(word + " " + name + " cannot be renamed to " + nameOf(next));
            }
            return next.equals(current.value()) ? current : in(tx).update(current, next);
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER}, {@code CONFLICT}; {@code IN_USE} while a crawler names it */
    public final void delete(String name, Precondition precondition, WriteMode mode) {
        Rehearsal.write(store, mode, tx -> {
            Stored<V> current = lock(tx, name);
            precondition.require(word, name, current);
            References.requireUnused(tx, new Reference(kind, name));
            in(tx).delete(current);
            return current;
        });
    }

    private Stored<V> lock(Tx tx, String name) {
        return in(tx).lock(name).orElseThrow(() -> CatalogException.notFound(word, name));
    }
}
