package dev.skep.server.files.s3;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Does many small things at once, each a call of an object store, which takes long and no work here. */
final class Parallel {
    private static final int AT_ONCE = 16;

    private final ExecutorService threads = threads();

    /**
     * Takes items only when there is a hand free for them. When one fails, the ones that have not begun are left, and the ones
     * that have are waited for.
     *
     * @throws RuntimeException what {@code work} or the iterator threw first
     */
    <T> void each(Iterator<T> items, Consumer<? super T> work) {
        AtomicBoolean failed = new AtomicBoolean();
        Runnable hand = () -> {
            try {
                while (!failed.get()) {
                    T item;
                    synchronized (items) {
                        if (!items.hasNext()) {
                            return;
                        }
                        item = items.next();
                    }
                    work.accept(item);
                }
            } catch (RuntimeException | Error e) {
                failed.set(true);
                throw e;
            }
        };
        CompletableFuture<?>[] hands = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> CompletableFuture.runAsync(hand, threads))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(hands).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "s3");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
