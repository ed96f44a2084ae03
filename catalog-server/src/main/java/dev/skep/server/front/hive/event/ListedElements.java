package dev.skep.server.front.hive.event;

import dev.skep.server.store.Listing;
import dev.skep.thrift.Elements;
import java.util.Iterator;

/** A listing that is read, and written to the wire, page by page. */
final class ListedElements<T> implements Elements<T> {
    private final Listing<T> listing;
    private boolean closed;

    ListedElements(Listing<T> listing) {
        this.listing = listing;
    }

    @Override
    public int size() {
        return listing.size();
    }

    @Override
    public Iterator<T> iterator() {
        return listing.iterator();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listing.close();
        }
    }
}
