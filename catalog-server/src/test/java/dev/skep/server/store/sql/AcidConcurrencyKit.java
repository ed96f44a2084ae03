package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.acid.AcidServices;
import dev.skep.server.catalog.acid.Leases;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.acid.CommitRequest;
import dev.skep.server.model.acid.LockAnswer;
import dev.skep.server.model.acid.LockFilter;
import dev.skep.server.model.acid.LockKind;
import dev.skep.server.model.acid.LockPart;
import dev.skep.server.model.acid.LockRequest;
import dev.skep.server.model.acid.LockRequest.Patience;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnKind;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.model.acid.ValidTxns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks and transactions of many clients at once, compared with what a few lines of Java say of them. */
abstract class AcidConcurrencyKit {
    private static final int CLIENTS = 6;
    private static final int DEADLINE_SECONDS = 60;

    private static final List<LockKind> KINDS = List.of(LockKind.values());

    /** Which kinds go with each other on one resource, both ways. */
    private static final Map<LockKind, List<LockKind>> TOGETHER = Map.of(
            LockKind.SHARED_READ, List.of(LockKind.SHARED_READ, LockKind.SHARED_WRITE, LockKind.EXCLUSIVE_WRITE),
            LockKind.SHARED_WRITE, List.of(LockKind.SHARED_READ, LockKind.SHARED_WRITE),
            LockKind.EXCLUSIVE_WRITE, List.of(LockKind.SHARED_READ),
            LockKind.EXCLUSIVE, List.of());

    private final CatalogStoreKit kit;
    private AcidServices acid;

    AcidConcurrencyKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @BeforeEach
    void open() {
        acid = new AcidServices(kit.store, Leases.of(Duration.ofMinutes(5)));
    }

    private List<Resource> resources() {
        return List.of(
                Resource.of(kit.db, null, null),
                Resource.of(kit.name("a"), null),
                Resource.of(kit.name("b"), null),
                Resource.of(kit.name("a"), "p=1"),
                Resource.of(kit.name("a"), "p=2"));
    }

    private static boolean together(LockPart one, LockPart other) {
        Resource a = one.resource();
        Resource b = other.resource();
        boolean apart = a.table() != null
                && b.table() != null
                && (!a.table().equals(b.table())
                        || (a.partition() != null
                                && b.partition() != null
                                && !a.partition().equals(b.partition())));
        return apart
                || TOGETHER.get(one.kind()).contains(other.kind())
                || readsDatabaseBeside(one, other)
                || readsDatabaseBeside(other, one);
    }

    private static boolean readsDatabaseBeside(LockPart reader, LockPart other) {
        return reader.kind() == LockKind.SHARED_READ
                && reader.resource().table() == null
                && other.kind() == LockKind.EXCLUSIVE
                && other.resource().table() != null;
    }

    private List<LockPart> randomParts(Random random) {
        List<LockPart> parts = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            parts.add(new LockPart(
                    resources().get(random.nextInt(resources().size())), KINDS.get(random.nextInt(KINDS.size()))));
        }
        return parts;
    }

    private static boolean goTogether(List<LockPart> some, List<LockPart> others) {
        return some.stream().allMatch(one -> others.stream().allMatch(other -> together(one, other)));
    }

    /** What a client has asked for. */
    private record Asked(long id, List<LockPart> parts) {}

    @Test
    void randomRequestsGetWhatTheModelSays() {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            List<Asked> queue = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                if (queue.isEmpty() || random.nextInt(3) > 0) {
                    List<LockPart> parts = randomParts(random);
                    LockAnswer answer =
                            acid.locks().lock(new LockRequest(parts, List.of(), null, AcidKit.TESS, Patience.WAITS));
                    queue.add(new Asked(answer.id(), parts));
                    assertThat(answer).as("seed %d, step %d", seed, step).isEqualTo(expected(queue, queue.size() - 1));
                } else {
                    acid.locks()
                            .unlock(queue.remove(random.nextInt(queue.size())).id());
                }
                int asking = queue.isEmpty() ? -1 : random.nextInt(queue.size());
                if (asking >= 0) {
                    assertThat(acid.locks().check(queue.get(asking).id()))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(expected(queue, asking));
                }
            }
            queue.forEach(asked -> acid.locks().unlock(asked.id()));
        }
    }

    private static LockAnswer expected(List<Asked> queue, int index) {
        Asked asked = queue.get(index);
        boolean free = queue.subList(0, index).stream().allMatch(earlier -> goTogether(asked.parts(), earlier.parts()));
        return free ? new LockAnswer.Acquired(asked.id()) : new LockAnswer.Waiting(asked.id());
    }

    @Test
    void whatIsHeldAtOnceGoesTogether() {
        ConcurrentMap<Long, List<LockPart>> held = new ConcurrentHashMap<>();
        List<String> violations = new ArrayList<>();
        together(client -> {
            Random random = new Random(client);
            for (int round = 0; round < 8; round++) {
                List<LockPart> parts = randomParts(random);
                LockAnswer answer =
                        acid.locks().lock(new LockRequest(parts, List.of(), null, AcidKit.TESS, Patience.WAITS));
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
                while (answer instanceof LockAnswer.Waiting) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                    answer = acid.locks().check(answer.id());
                }
                held.put(answer.id(), parts);
                long id = answer.id();
                held.forEach((other, theirs) -> {
                    if (other != id && !goTogether(parts, theirs)) {
                        synchronized (violations) {
                            violations.add(parts + " beside " + theirs);
                        }
                    }
                });
                held.remove(id);
                acid.locks().unlock(id);
            }
        });
        assertThat(violations).isEmpty();
        assertThat(acid.locks().list(new LockFilter(kit.db, null, null, null))).isEmpty();
    }

    /** A change of one row, a counter: what it was set to, by which transaction. */
    private record Change(long txn, int value) {}

    @Test
    void noCommittedChangeIsLost() {
        ConcurrentMap<Resource, List<Change>> rows = new ConcurrentHashMap<>();
        List<Resource> partitions = List.of(Resource.of(kit.name("a"), "p=1"), Resource.of(kit.name("a"), "p=2"));
        partitions.forEach(row -> rows.put(row, new java.util.concurrent.CopyOnWriteArrayList<>()));
        ConcurrentMap<Long, Boolean> committed = new ConcurrentHashMap<>();
        together(client -> {
            Random random = new Random(client);
            for (int round = 0; round < 12; round++) {
                long txn = acid.transactions()
                        .open(AcidKit.request(TxnKind.DEFAULT))
                        .get(0);
                ValidTxns.Lookup seen =
                        acid.transactions().openOrAborted().validFor(txn).lookup();
                Resource row = partitions.get(random.nextInt(partitions.size()));
                int value = rows.get(row).stream()
                        .filter(change -> seen.sees(change.txn()))
                        .mapToInt(Change::value)
                        .max()
                        .orElse(0);
                acid.locks()
                        .lock(new LockRequest(
                                List.of(new LockPart(row, LockKind.SHARED_WRITE)),
                                List.of(new TxnWrite(row, Operation.UPDATE, null)),
                                txn,
                                AcidKit.TESS,
                                Patience.WAITS));
                rows.get(row).add(new Change(txn, value + 1));
                if (random.nextInt(8) == 0) {
                    acid.transactions().abort(txn, Optional.empty(), "changed its mind");
                } else {
                    try {
                        acid.transactions().commit(new CommitRequest(txn, "", true, Optional.empty()));
                        committed.put(txn, true);
                    } catch (CatalogException e) {
                        assertThat(e.kind()).isEqualTo(ErrorKind.TRANSACTION_ABORTED);
                    }
                }
            }
        });
        for (Resource row : partitions) {
            List<Integer> values = rows.get(row).stream()
                    .filter(change -> committed.containsKey(change.txn()))
                    .map(Change::value)
                    .sorted()
                    .toList();
            assertThat(values)
                    .isEqualTo(IntStream.rangeClosed(1, values.size()).boxed().toList());
        }
        assertThat(committed).isNotEmpty();
    }

    private static void together(IntConsumer client) {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                running.add(threads.submit(() -> client.accept(number)));
            }
            for (Future<?> each : running) {
                each.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
