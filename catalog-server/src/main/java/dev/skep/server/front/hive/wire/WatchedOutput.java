package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.io.OutputStream;

/** What is sent to a client, with an eye on whether it takes it: a write to a socket knows no time limit. */
final class WatchedOutput extends OutputStream {
    private static final long NOT_WRITING = Long.MAX_VALUE;

    private final OutputStream out;
    private volatile long writingSince = NOT_WRITING;

    WatchedOutput(OutputStream out) {
        this.out = out;
    }

    /** Whether the client has been refusing to take bytes for longer than this. */
    boolean isStalled(long nanos) {
        long since = writingSince;
        return since != NOT_WRITING && System.nanoTime() - since > nanos;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writingSince = System.nanoTime();
        try {
            out.write(bytes, offset, length);
        } finally {
            writingSince = NOT_WRITING;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
