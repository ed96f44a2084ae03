package dev.skep.server.model.workload;

import org.jspecify.annotations.Nullable;

/**
 * Whose queries run in which pool.
 *
 * @param entity a user, group or application, folded
 * @param pool null if its queries run in none
 * @param ordering the lowest that fits a query counts
 */
public record Mapping(Kind kind, String entity, @Nullable String pool, int ordering) {
    /** What a mapping is for. */
    public enum Kind {
        USER,
        GROUP,
        APPLICATION
    }

    boolean isFor(Mapping other) {
        return kind == other.kind && entity.equals(other.entity);
    }

    Mapping withPool(@Nullable String next) {
        return new Mapping(kind, entity, next, ordering);
    }

    @Override
    public String toString() {
        return "of " + kind + " " + entity;
    }
}
