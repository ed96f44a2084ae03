package dev.skep.thrift;

import java.util.List;

/**
 * A counted sequence that is written to the wire element by element, so that it never needs to be in memory as a whole.
 *
 * <p>The wire wants the count before the first element: the iterator must yield exactly {@link #size()} elements. A
 * sequence may be iterated once only; whoever writes it closes it.
 *
 * @param <T> type of the elements, never null
 */
public interface Elements<T> extends Iterable<T>, Streamed {
    int size();

    /** The elements of a list; these can be iterated again and again. */
    static <T> Elements<T> of(List<T> list) {
        return new ListElements<>(list);
    }

    /** No elements. */
    static <T> Elements<T> none() {
        return new ListElements<>(List.of());
    }
}
