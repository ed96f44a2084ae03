package dev.skep.server.model;

import java.util.function.Function;

/**
 * A value as the store holds it.
 *
 * @param id the store's own key, never shown to a caller
 * @param version starts at 1 and grows by one with each change
 */
public record Stored<T>(long id, long version, T value) {
    public <R> Stored<R> map(Function<? super T, ? extends R> change) {
        return new Stored<>(id, version, change.apply(value));
    }
}
