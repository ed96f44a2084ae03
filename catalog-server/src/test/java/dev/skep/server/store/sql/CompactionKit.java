package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.acid.AcidServices;
import dev.skep.server.catalog.acid.CompactionService.Answer;
import dev.skep.server.catalog.acid.CompactionService.Request;
import dev.skep.server.catalog.acid.Leases;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.CommitRequest;
import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.Compaction.Times;
import dev.skep.server.model.acid.CompactionDetails;
import dev.skep.server.model.acid.CompactionFilter;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.acid.CompactionMetric;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of compactions and its history. Each test has a pool of its own, so that they do not work for each other. */
abstract class CompactionKit {
    private static final CompactionDetails DETAILS =
            new CompactionDetails("1:1:a1:b", "tess", "desk-1", "4.0", null, null, null, null, 4, "id");

    private final CatalogStoreKit kit;
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2024-05-06T07:08:09.123Z"));

    private AcidServices acid;
    private TableName table;

    CompactionKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @BeforeEach
    void open() {
        acid = new AcidServices(kit.store, new Leases(tx -> time.get(), Duration.ofMinutes(5), Duration.ofDays(11)));
        table = kit.name("t");
    }

    private Request request(@Nullable String partition, CompactionKind kind) {
        return new Request(Resource.of(table, partition), kind, kit.db.value(), DETAILS);
    }

    private long ask(@Nullable String partition) {
        Answer answer = acid.compactions().request(request(partition, CompactionKind.MAJOR));
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted) answer).id();
    }

    private Optional<Compaction> next() {
        return acid.compactions().next(Optional.of(kit.db.value()), "worker", "4.1");
    }

    private List<Compaction> list(String order) {
        return acid.compactions().list(new CompactionFilter(null, kit.db, null, null, null, null, null), order, -1);
    }

    private List<CompactionState> states() {
        return list("CC_ID").stream().map(Compaction::state).toList();
    }

    @Test
    void goesTheWholeWay() {
        long id = ask("p=1");
        assertThat(acid.compactions().request(request("p=1", CompactionKind.MINOR)))
                .isEqualTo(new Answer.Refused(id, CompactionState.INITIATED));
        Instant enqueued = time.get();
        time.set(enqueued.plusSeconds(1));
        assertThat(next())
                .contains(new Compaction(
                        id,
                        Resource.of(table, "p=1"),
                        CompactionKind.MAJOR,
                        CompactionState.WORKING,
                        kit.db.value(),
                        null,
                        null,
                        null,
                        Times.enqueued(enqueued).withStarted(time.get()),
                        DETAILS.withWorker("worker", "4.1")));
        assertThat(next()).isEmpty();
        long txn = acid.transactions().open(AcidKit.request(TxnKind.COMPACTION)).get(0);
        acid.compactions().work(id, txn, 12L, "other");
        acid.compactions().setHadoopJob(id, "job_1");
        acid.transactions().commit(new CommitRequest(txn, "", true, Optional.empty()));
        acid.compactions().compacted(id);
        assertThat(acid.compactions().latestCommitted(table, Set.of(), -1))
                .extracting(Compaction::id)
                .containsExactly(id);
        time.set(enqueued.plusSeconds(9));
        acid.compactions().cleaned(id, Optional.empty());
        Compaction done = list("").get(0);
        assertThat(done.state()).isEqualTo(CompactionState.SUCCEEDED);
        assertThat(done.txn()).isEqualTo(txn);
        assertThat(done.highestWriteId()).isEqualTo(12);
        assertThat(done.nextTxn()).isGreaterThan(txn);
        assertThat(done.times())
                .isEqualTo(new Times(enqueued, enqueued.plusSeconds(1), enqueued.plusSeconds(1), time.get()));
        assertThat(done.details().hadoopJobId()).isEqualTo("job_1");
        assertThat(done.details().runAs()).isEqualTo("other");
        assertRefused(
                ErrorKind.NOT_FOUND_OTHER, "" + id, () -> acid.compactions().compacted(id));
        assertThat(acid.compactions().latestCommitted(table, Set.of("p=2"), -1)).isEmpty();
        assertThat(acid.compactions().latestCommitted(table, Set.of("p=1"), id)).isEmpty();
    }

    @Test
    void endsBadlyInSeveralWays() {
        long failing = ask("p=1");
        long refused = ask("p=2");
        long aborted = ask("p=3");
        long working = ask("p=4");
        acid.compactions().failed(failing, "disk full");
        acid.compactions().refused(refused, "nothing to do");
        assertThat(acid.compactions().abort(List.of(aborted, failing, Long.MAX_VALUE)))
                .isEqualTo(Map.of(
                        aborted,
                        Optional.empty(),
                        failing,
                        Optional.of("Error while aborting compaction as compaction is in state-failed"),
                        Long.MAX_VALUE,
                        Optional.of("No Such Compaction Id Available")));
        acid.compactions().failedToInitiate(request("p=5", CompactionKind.MINOR));
        assertThat(next()).map(Compaction::id).contains(working);
        assertThat(states())
                .containsExactly(
                        CompactionState.FAILED,
                        CompactionState.REFUSED,
                        CompactionState.ABORTED,
                        CompactionState.WORKING,
                        CompactionState.DID_NOT_INITIATE);
        assertThat(list("").get(0).details().error()).isNotNull();
        time.updateAndGet(now -> now.plus(Duration.ofHours(25)));
        acid.housekeeping().run();
        assertThat(next()).map(Compaction::id).contains(working);
    }

    @Test
    void workersOfNoPoolTakeWhatIsLeftForLong() {
        long id = ask(null);
        Optional<Compaction> early = acid.compactions().next(Optional.empty(), "w", null);
        assertThat(early.map(Compaction::id)).isNotEqualTo(Optional.of(id));
        time.updateAndGet(now -> now.plus(Duration.ofHours(13)));
        Optional<Compaction> late;
        do {
            late = acid.compactions().next(Optional.empty(), "w", null);
        } while (late.isPresent() && late.get().id() != id);
        assertThat(late).isPresent();
    }

    @Test
    void isListedAsAskedFor() {
        long a = ask("p=1");
        long b = ask("p=2");
        time.updateAndGet(now -> now.plusSeconds(5));
        assertThat(next()).map(Compaction::id).contains(a);
        assertThat(list("")).extracting(Compaction::id).containsExactly(b, a);
        assertThat(list("\"CC_ID\" desc")).extracting(Compaction::id).containsExactly(b, a);
        assertThat(list("cc_state asc, cc_id")).extracting(Compaction::id).containsExactly(b, a);
        assertThat(list("cc_start desc,CC_PARTITION"))
                .extracting(Compaction::id)
                .containsExactly(a, b);
        assertRefused(ErrorKind.INVALID, "'1; drop table x'", () -> list("1; drop table x"));
        assertThat(acid.compactions()
                        .list(
                                new CompactionFilter(
                                        null,
                                        kit.db,
                                        "t",
                                        "p=2",
                                        CompactionKind.MAJOR,
                                        CompactionState.INITIATED,
                                        kit.db.value()),
                                "",
                                1))
                .extracting(Compaction::id)
                .containsExactly(b);
        assertThat(acid.compactions()
                        .list(new CompactionFilter(b, null, null, null, CompactionKind.MINOR, null, null), "", 1))
                .isEmpty();
    }

    @Test
    void aFewOfEachEndAreRemembered() {
        for (int i = 0; i < 5; i++) {
            acid.compactions().failed(ask(null), "x");
        }
        acid.housekeeping().run();
        assertThat(states()).hasSize(3);
        acid.compactions().cleaned(ask(null), Optional.of(5L));
        time.updateAndGet(now -> now.plus(Duration.ofDays(8)));
        acid.housekeeping().run();
        assertThat(states()).containsExactly(CompactionState.SUCCEEDED);
        kit.run(tx -> tx.acid().resources().forget(Resource.of(table, null)));
        assertThat(states()).isEmpty();
    }

    @Test
    void measuresAreKeptWhileTheyAreTooHigh() {
        Resource resource = Resource.of(table, null);
        acid.compactions().measure(new CompactionMetric(resource, "NUM_DELTAS", 7), 5);
        acid.compactions().measure(new CompactionMetric(resource, "NUM_DELTAS", 9), 5);
        assertThat(kit.optional(tx -> tx.acid().compactions().metric(resource, "NUM_DELTAS")))
                .contains(new CompactionMetric(resource, "NUM_DELTAS", 9));
        acid.compactions().measure(new CompactionMetric(resource, "NUM_DELTAS", 2), 5);
        assertThat(kit.optional(tx -> tx.acid().compactions().metric(resource, "NUM_DELTAS")))
                .isEmpty();
        acid.compactions().submitForCleanup(request(null, CompactionKind.MAJOR), 4, 8);
        assertThat(states()).containsExactly(CompactionState.READY_FOR_CLEANING);
    }
}
