package dev.skep.crawler.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Works on all processors, and hands results out in the order in which the work was given: each as soon as it and all before
 * it are there.
 */
final class InOrder<T> implements AutoCloseable {

    /** Pieces of work for each processor that may wait for the one that is handed out next. */
    private static final int AHEAD = 8;

    private final int processors = Runtime.getRuntime().availableProcessors();
    private final ExecutorService workers = Executors.newFixedThreadPool(processors, work -> {
        Thread thread = new Thread(work, "inference");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<CompletableFuture<T>> pending = new ArrayDeque<>();
    private final Consumer<T> results;

    /** @param results called by the thread that gives the work */
    InOrder(Consumer<T> results) {
        this.results = results;
    }

    /** Waits if too much work lies before this. */
    void give(Supplier<T> work) {
        pending.add(CompletableFuture.supplyAsync(work, workers));
        while (pending.size() > AHEAD * processors
                || (!pending.isEmpty() && pending.element().isDone())) {
            results.accept(pending.remove().join());
        }
    }

    /** Waits for all that was given. */
    void finish() {
        while (!pending.isEmpty()) {
            results.accept(pending.remove().join());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
