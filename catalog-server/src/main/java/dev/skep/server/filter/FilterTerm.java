package dev.skep.server.filter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A term while a filter is read: either one predicate, or many under one AND or OR, however the filter nested them. Terms
 * are consumed by what is built of them.
 */
final class FilterTerm {
    /** How often AND, OR and NOT may alternate down to a comparison. */
    static final int MAX_DEPTH = 100;

    /** What holds the parts together. */
    enum Join {
        NONE,
        AND,
        OR
    }

    private final Join join;
    private final Deque<Predicate> parts;
    private int depth;

    private FilterTerm(Join join, Deque<Predicate> parts, int depth) {
        this.join = join;
        this.parts = parts;
        this.depth = depth;
    }

    static FilterTerm of(Predicate comparison) {
        return new FilterTerm(Join.NONE, new ArrayDeque<>(List.of(comparison)), 0);
    }

    /** Both under one operator; a side that already is under the same is extended. */
    static FilterTerm joined(Join join, FilterTerm left, FilterTerm right) {
        int depth = Math.max(left.depthUnder(join), right.depthUnder(join)) + 1;
        if (left.join == join) {
            left.parts.addAll(right.partsUnder(join));
            left.depth = depth;
            return left;
        }
        if (right.join == join) {
            right.parts.addFirst(left.predicate());
            right.depth = depth;
            return right;
        }
        return new FilterTerm(join, new ArrayDeque<>(List.of(left.predicate(), right.predicate())), depth);
    }

    FilterTerm negated() {
        return new FilterTerm(Join.NONE, new ArrayDeque<>(List.of(new Predicate.Not(predicate()))), depth + 1);
    }

    int depth() {
        return depth;
    }

    Predicate predicate() {
        List<Predicate> terms = List.copyOf(parts);
        return switch (join) {
            case NONE -> terms.get(0);
            case AND -> Predicate.all(terms);
            case OR -> Predicate.any(terms);
        };
    }

    private int depthUnder(Join outer) {
        return join == outer ? depth - 1 : depth;
    }

    private Deque<Predicate> partsUnder(Join outer) {
        return join == outer ? parts : new ArrayDeque<>(List.of(predicate()));
    }
}
