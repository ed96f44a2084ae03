package dev.skep.server.store.sql;

import dev.skep.server.store.Listing;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A counted listing that reads a page when the last one is used up. The snapshot that it reads from is its caller's.
 *
 * @param <T> what is listed
 */
final class PagedListing<T> implements Listing<T> {
    /**
     * A page.
     *
     * @param end the name behind which the next page begins, or null if this was the last
     */
    record Segment<T>(List<T> elements, @Nullable String end) {}

    /** How a page is read. */
    interface Reader<T> {
        /** @param after the end of the page before, or null for the first */
        Segment<T> read(@Nullable String after);
    }

    private final int size;
    private final Reader<T> reader;

    PagedListing(int size, Reader<T> reader) {
        this.size = size;
        this.reader = reader;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<T> iterator() {
        return new Elements();
    }

    @Override
    public void close() {
        // Nothing of ours is held.
    }

    private final class Elements implements Iterator<T> {
        private int left = size;
        private Iterator<T> page = List.<T>of().iterator();
        private @Nullable String end;
        private boolean begun;

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public T next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            while (!page.hasNext()) {
                if (begun && end == null) {
                    throw new IllegalStateException("A listing of " + size + " ended " + left + " early");
                }
                Segment<T> segment = reader.read(end);
                begun = true;
                end = segment.end();
                page = segment.elements().iterator();
            }
            left--;
            return page.next();
        }
    }
}
