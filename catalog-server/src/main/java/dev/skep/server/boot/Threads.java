package dev.skep.server.boot;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Virtual threads, found once by reflection because the bytecode is that of Java 17.
 *
 * <p>They are used from Java 24 on only: before that a virtual thread that waits inside a {@code synchronized} block, as
 * database drivers do, keeps its carrier, and as many such waits as there are processors stop the whole server.
 */
final class Threads {
    private static final int FIRST_WITHOUT_PINNING = 24;

    private Threads() {}

    /** Runs each task on a virtual thread of its own; empty where the JVM has none that are fit for it. */
    static Optional<Executor> virtual(String name) {
        return virtualFactory(name)
                .map(factory -> task -> factory.newThread(task).start());
    }

    /** Runs each task at once: on a virtual thread where the JVM has them, elsewhere on one of so many platform threads. */
    static Executor perTask(String name, int platformThreads) {
        return virtual(name)
                .orElseGet(() -> new ThreadPoolExecutor(
                        0, platformThreads, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), platform(name)));
    }

    private static ThreadFactory platform(String name) {
        ThreadFactory threads = Executors.defaultThreadFactory();
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setName(name + "-" + thread.getId());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Optional<ThreadFactory> virtualFactory(String name) {
        if (Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
            return Optional.empty();
        }
        try {
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method named = builderType.getMethod("name", String.class, long.class);
            Method factory = builderType.getMethod("factory");
            return Optional.of((ThreadFactory) factory.invoke(named.invoke(builder, name + "-", 0L)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java " + Runtime.version() + " has no virtual threads", e);
        }
    }
}
