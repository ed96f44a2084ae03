package dev.skep.server.store.sql;

import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.store.Listing;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Events page by page. Of a page, one event at a time is made from its bytes, because a single one can be large; an event
 * that has several ids is given out in as many parts.
 */
final class EventListing implements Listing<RecordedEvent> {
    private static final int PAGE = 100;

    /** An event as its row has it: made when it is asked for. */
    record Row(long id, int width, Instant at, Supplier<CatalogEvent> event) {}

    /** How a page is read. */
    interface Reader {
        List<Row> read(long after, int limit);
    }

    private final int size;
    private final long after;
    private final Reader reader;

    EventListing(int size, long after, Reader reader) {
        this.size = size;
        this.after = after;
        this.reader = reader;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<RecordedEvent> iterator() {
        return new Parts();
    }

    @Override
    public void close() {
        // Nothing of ours is held.
    }

    private final class Parts implements Iterator<RecordedEvent> {
        private int left = size;
        private long last = after;
        private Iterator<Row> rows = List.<Row>of().iterator();
        private @Nullable Current current;

        private record Current(Row row, CatalogEvent event) {
            RecordedEvent part(long id) {
                return new RecordedEvent(id, row.at(), event.part((int) (id - row.id() + row.width() - 1)));
            }
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public RecordedEvent next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            Current from = current;
            if (from == null || from.row().id() == last) {
                from = begin();
                current = from;
            }
            last = Math.max(last, from.row().id() - from.row().width()) + 1;
            left--;
            return from.part(last);
        }

        private Current begin() {
            if (!rows.hasNext()) {
                rows = reader.read(last, Math.min(left, PAGE)).iterator();
            }
            Row row = rows.next();
            return new Current(row, row.event().get());
        }
    }
}
