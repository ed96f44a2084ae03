package dev.skep.server.store.registry;

import java.util.Optional;

/**
 * Things that are found by their key, and changed with their row locked. What else an area asks, its own interface adds.
 *
 * @param <K> says which one; not a part of the value
 */
public interface Registry<K, V> {
    Optional<V> find(K key);

    /** Like {@link #find}, and keeps every other transaction from changing it until the end of this one. */
    Optional<V> lock(K key);

    /**
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS}; {@code NOT_FOUND_DATABASE} if the key is in a
     *     database that there is not
     */
    void insert(K key, V value);

    /** @throws dev.skep.server.model.CatalogException {@code CONFLICT} if there is none, so that only what is locked is changed */
    void replace(K key, V value);

    /** Whether there was one. */
    boolean delete(K key);
}
