package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that refuses to be longer than is allowed, also where its length was not announced. */
final class BoundedBody extends FilterInputStream {
    private final int limit;
    private long left;

    BoundedBody(InputStream body, int limit) {
        super(body);
        this.limit = limit;
        this.left = limit;
    }

    static CatalogException tooLarge(int limit) {
        return new CatalogException(
                ErrorKind.TOO_LARGE,
                "The body has more than " + limit + " bytes; send less at once, or raise http.max-body");
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        return next < 0 ? next : take(1, next);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        return count < 0 ? count : take(count, count);
    }

    private int take(int count, int result) {
        left -= count;
        if (left < 0) {
            throw tooLarge(limit);
        }
        return result;
    }
}
