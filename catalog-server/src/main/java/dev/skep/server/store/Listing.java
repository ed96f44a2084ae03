package dev.skep.server.store;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * A result that is counted first and read page by page, so that a million rows need the memory of one page. It may be
 * iterated once. Closing it ends the snapshot it was read from, where it owns one.
 *
 * @param <T> what is listed
 */
public interface Listing<T> extends Iterable<T>, AutoCloseable {
    /** How many elements the iteration gives, exactly. */
    int size();

    @Override
    Iterator<T> iterator();

    @Override
    void close();

    /** This listing with each element changed as it is read. */
    default <R> Listing<R> map(Function<? super T, ? extends R> change) {
        Listing<T> source = this;
        return new Listing<>() {
            @Override
            public int size() {
                return source.size();
            }

            @Override
            public Iterator<R> iterator() {
                Iterator<T> elements = source.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return elements.hasNext();
                    }

                    @Override
                    public R next() {
                        return change.apply(elements.next());
                    }
                };
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    /** This listing, which closes the owner as well when it is closed. */
    default Listing<T> owning(AutoCloseableQuietly owner) {
        Listing<T> source = this;
        return new Listing<>() {
            @Override
            public int size() {
                return source.size();
            }

            @Override
            public Iterator<T> iterator() {
                return source.iterator();
            }

            @Override
            public void close() {
                source.close();
                owner.close();
            }
        };
    }

    /** Something whose closing does not fail. */
    interface AutoCloseableQuietly extends AutoCloseable {
        @Override
        void close();
    }

    static <T> Listing<T> of(List<T> elements) {
        return new Listing<>() {
            @Override
            public int size() {
                return elements.size();
            }

            @Override
            public Iterator<T> iterator() {
                return elements.iterator();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
