package dev.skep.server.front.hive;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How much memory is asked for. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Something that is done on this thread. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** In bytes, all that is asked for, also what is given back meanwhile. */
    static long of(Work work) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
