package dev.skep.benchmarks;

import dev.skep.benchmarks.Workload.Operation;
import dev.skep.thrift.ThriftException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.thrift.TException;

/**
 * Runs operations from several connections at once, each as fast as it is answered.
 *
 * @param warmUp how long each operation runs before it is measured
 * @param time how long it is measured; at least one step of each thread is
 */
record Driver(URI server, Duration warmUp, Duration time) {
    private static final long SEED = 1;

    Measurement measure(Operation operation, int concurrency) throws InterruptedException, ExecutionException {
        run(operation, concurrency, warmUp, "warm");
        long start = System.nanoTime();
        List<Long> nanos = run(operation, concurrency, time, "measured");
        return new Measurement(operation.label(), concurrency, nanos, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<Long> run(Operation operation, int concurrency, Duration duration, String phase)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(concurrency);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < concurrency; i++) {
                int thread = i;
                running.add(threads.submit(() -> steps(operation, duration, phase + "_" + thread + "_", thread)));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> part : running) {
                nanos.addAll(part.get());
            }
            return nanos;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> steps(Operation operation, Duration duration, String prefix, int thread)
            throws TException, ThriftException {
        Random random = new Random(SEED + thread);
        List<Long> nanos = new ArrayList<>();
        try (ThriftConnection connection = new ThriftConnection(server)) {
            long end = System.nanoTime() + duration.toNanos();
            long now = System.nanoTime();
            do {
                operation.step().run(connection, random, prefix + nanos.size());
                long after = System.nanoTime();
                nanos.add(after - now);
                now = after;
            } while (now < end);
        }
        return nanos;
    }
}
