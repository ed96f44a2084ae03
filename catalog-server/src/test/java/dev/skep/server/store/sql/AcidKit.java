package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.acid.AcidServices;
import dev.skep.server.catalog.acid.Leases;
import dev.skep.server.catalog.acid.WriteIdService.Reader;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Client;
import dev.skep.server.model.acid.CommitRequest;
import dev.skep.server.model.acid.Invalid;
import dev.skep.server.model.acid.Lock;
import dev.skep.server.model.acid.LockAnswer;
import dev.skep.server.model.acid.LockAnswer.Acquired;
import dev.skep.server.model.acid.LockAnswer.GivenUp;
import dev.skep.server.model.acid.LockAnswer.Waiting;
import dev.skep.server.model.acid.LockFilter;
import dev.skep.server.model.acid.LockKind;
import dev.skep.server.model.acid.LockPart;
import dev.skep.server.model.acid.LockRequest;
import dev.skep.server.model.acid.LockRequest.Patience;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.Txn;
import dev.skep.server.model.acid.TxnKind;
import dev.skep.server.model.acid.TxnRequest;
import dev.skep.server.model.acid.TxnRequest.Replay;
import dev.skep.server.model.acid.TxnState;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.model.acid.TxnWriteId;
import dev.skep.server.model.acid.ValidWriteIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions, write ids and locks: long, since each is tried by what it does to the others. */
abstract class AcidKit {
    static final Client TESS = new Client("tess", "desk", "kit");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final CatalogStoreKit kit;
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2024-05-06T07:08:09.123Z"));

    private AcidServices acid;
    private TableName table;

    AcidKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @BeforeEach
    void open() {
        acid = new AcidServices(kit.store, new Leases(tx -> time.get(), LEASE, Duration.ofDays(11)));
        table = kit.name("t");
    }

    static TxnRequest request(TxnKind kind) {
        return new TxnRequest(1, kind, TESS, Replay.NONE);
    }

    private long begin() {
        return acid.transactions().open(request(TxnKind.DEFAULT)).get(0);
    }

    private void commit(long txn) {
        acid.transactions().commit(new CommitRequest(txn, "", true, Optional.empty()));
    }

    private void pass(Duration duration) {
        time.updateAndGet(now -> now.plus(duration));
    }

    private LockAnswer lock(@Nullable Long txn, LockKind kind, Resource... resources) {
        return lock(txn, Patience.WAITS, kind, resources);
    }

    private LockAnswer lock(@Nullable Long txn, Patience patience, LockKind kind, Resource... resources) {
        List<LockPart> parts = new ArrayList<>();
        for (Resource resource : resources) {
            parts.add(new LockPart(resource, kind));
        }
        return acid.locks().lock(new LockRequest(parts, List.of(), txn, TESS, patience));
    }

    private void update(long txn, Resource resource) {
        acid.locks()
                .lock(new LockRequest(
                        List.of(new LockPart(resource, LockKind.SHARED_WRITE)),
                        List.of(new TxnWrite(resource, Operation.UPDATE, null)),
                        txn,
                        TESS,
                        Patience.WAITS));
    }

    private Resource whole() {
        return Resource.of(table, null);
    }

    private Resource part(String name) {
        return Resource.of(table, name);
    }

    private Resource database() {
        return Resource.of(kit.db, null, null);
    }

    private Txn txn(long id) {
        return kit.optional(tx -> tx.acid().transactions().find(id)).orElseThrow();
    }

    @Test
    void keepsEverythingOfATransaction() {
        long id = acid.transactions().open(request(TxnKind.COMPACTION)).get(0);
        assertThat(txn(id))
                .isEqualTo(new Txn(id, TxnState.OPEN, TxnKind.COMPACTION, TESS, time.get(), time.get(), null));
        pass(Duration.ofMinutes(1));
        acid.locks().heartbeat(Optional.empty(), Optional.of(id));
        assertThat(txn(id).heartbeatAt()).isEqualTo(time.get());
        acid.transactions().abort(id, Optional.empty(), "told so");
        assertThat(txn(id).state()).isEqualTo(TxnState.ABORTED);
        assertThat(txn(id).reason()).isEqualTo("told so");
    }

    @Test
    void idsFollowEachOther() {
        List<Long> ids = acid.transactions().open(new TxnRequest(3, TxnKind.DEFAULT, TESS, Replay.NONE));
        assertThat(ids).containsExactly(ids.get(0), ids.get(0) + 1, ids.get(0) + 2);
        assertThat(begin()).isEqualTo(ids.get(2) + 1);
        assertThat(acid.transactions().open(new TxnRequest(5_000, TxnKind.DEFAULT, TESS, Replay.NONE)))
                .hasSize(1_000);
        assertRefused(
                ErrorKind.INVALID,
                "not 0",
                () -> acid.transactions().open(new TxnRequest(0, TxnKind.DEFAULT, TESS, Replay.NONE)));
        long highWaterMark = acid.transactions().openOrAborted().highWaterMark();
        assertRefused(
                ErrorKind.INVALID, "highWaterMark", () -> acid.transactions().seed(highWaterMark));
        acid.transactions().seed(highWaterMark + 10);
        assertThat(begin()).isEqualTo(highWaterMark + 10);
    }

    @Test
    void endsAreSaidOnceAndHeardTwice() {
        long committed = begin();
        commit(committed);
        commit(committed);
        assertRefused(
                ErrorKind.NOT_FOUND_TRANSACTION,
                "already committed",
                () -> acid.transactions().abort(committed, Optional.empty(), "x"));
        assertRefused(
                ErrorKind.NOT_FOUND_TRANSACTION,
                "already committed",
                () -> acid.locks().heartbeat(Optional.empty(), Optional.of(committed)));
        long aborted = begin();
        acid.transactions().abort(aborted, Optional.empty(), "x");
        acid.transactions().abort(aborted, Optional.empty(), "x");
        assertRefused(ErrorKind.TRANSACTION_ABORTED, "already aborted", () -> commit(aborted));
        long unknown = Long.MAX_VALUE;
        assertRefused(ErrorKind.NOT_FOUND_TRANSACTION, "No such transaction", () -> commit(unknown));
        acid.transactions().abortAll(List.of(committed, aborted, unknown), "x");
    }

    @Test
    void theFirstToCommitWins() {
        long first = begin();
        long second = begin();
        long elsewhere = begin();
        update(first, part("p=1"));
        update(second, part("p=1"));
        update(elsewhere, part("p=2"));
        assertThat(acid.transactions().latestConflict(second)).isZero();
        commit(first);
        commit(elsewhere);
        assertThat(acid.transactions().latestConflict(second)).isEqualTo(first);
        assertRefused(ErrorKind.TRANSACTION_ABORTED, "write conflict on " + part("p=1"), () -> commit(second));
        assertThat(txn(second).state()).isEqualTo(TxnState.ABORTED);

        long later = begin();
        update(later, part("p=1"));
        commit(later);
        long trusting = begin();
        long quick = begin();
        update(trusting, part("p=1"));
        update(quick, part("p=1"));
        commit(quick);
        acid.transactions().commit(new CommitRequest(trusting, "", false, Optional.empty()));
    }

    @Test
    void partitionsThatTurnUpLaterCountAndTheTableNoLonger() {
        long first = begin();
        long second = begin();
        update(first, whole());
        update(second, whole());
        acid.transactions().addPartitions(first, table, List.of("P=1"), Operation.UPDATE, 7L);
        acid.transactions().addPartitions(second, table, List.of("p=2", "p=2"), Operation.DELETE, 8L);
        commit(first);
        commit(second);
        long third = begin();
        acid.transactions().addPartitions(third, table, List.of("p=1"), Operation.INSERT, 9L);
        commit(third);
    }

    @Test
    void aRangeHearsOfItsDead() {
        List<Long> ids = acid.transactions().open(new TxnRequest(4, TxnKind.DEFAULT, TESS, Replay.NONE));
        commit(ids.get(1));
        acid.transactions().abort(ids.get(2), Optional.empty(), "x");
        pass(Duration.ofMinutes(1));
        var heartbeats = acid.transactions().heartbeatRange(ids.get(0), ids.get(3));
        assertThat(heartbeats.aborted()).containsExactly(ids.get(2));
        assertThat(heartbeats.unknown()).containsExactly(ids.get(1));
        assertThat(txn(ids.get(0)).heartbeatAt()).isEqualTo(time.get());
        assertRefused(ErrorKind.INVALID, "range", () -> acid.transactions().heartbeatRange(0, Long.MAX_VALUE));
        assertRefused(ErrorKind.INVALID, "range", () -> acid.transactions().heartbeatRange(2, 1));
    }

    @Test
    void replayedTransactionsAreOpenedOnce() {
        String policy = kit.db.value();
        TxnRequest request = new TxnRequest(2, TxnKind.REPL_CREATED, TESS, new Replay(policy, List.of(71L, 70L)));
        List<Long> ids = acid.transactions().open(request);
        assertThat(acid.transactions().open(request)).isEqualTo(ids);
        assertThat(acid.writeIds()
                        .allocateReplayed(table, policy, List.of(new TxnWriteId(70, 40), new TxnWriteId(71, 41))))
                .containsExactly(new TxnWriteId(ids.get(1), 40), new TxnWriteId(ids.get(0), 41));
        assertThat(acid.writeIds().max(table)).isEqualTo(41);
        pass(LEASE.multipliedBy(2));
        acid.housekeeping().run();
        acid.transactions().commit(new CommitRequest(70, policy, true, Optional.empty()));
        acid.transactions().commit(new CommitRequest(70, policy, true, Optional.empty()));
        assertThat(txn(ids.get(1)).state()).isEqualTo(TxnState.COMMITTED);
        acid.transactions().abort(71, Optional.of(policy), "x");
        acid.transactions().abort(71, Optional.of(policy), "x");
        assertThat(txn(ids.get(0)).state()).isEqualTo(TxnState.ABORTED);
        assertRefused(
                ErrorKind.INVALID,
                "as many",
                () -> acid.transactions()
                        .open(new TxnRequest(2, TxnKind.REPL_CREATED, TESS, new Replay(policy, List.of(1L)))));
    }

    @Test
    void eachTransactionHasOneWriteIdOfATable() {
        long a = begin();
        long b = begin();
        assertThat(acid.writeIds().max(table)).isZero();
        assertThat(acid.writeIds().allocate(table, List.of(b, a), false))
                .containsExactly(new TxnWriteId(a, 1), new TxnWriteId(b, 2));
        long c = begin();
        assertThat(acid.writeIds().allocate(table, List.of(a, c), false))
                .containsExactly(new TxnWriteId(a, 1), new TxnWriteId(c, 3));
        assertThat(acid.writeIds().allocate(table, List.of(a), true)).containsExactly(new TxnWriteId(a, 4));
        assertThat(acid.writeIds().allocate(kit.name("other"), List.of(a), false))
                .containsExactly(new TxnWriteId(a, 1));
        assertThat(acid.writeIds().max(table)).isEqualTo(4);
        commit(a);
        assertRefused(
                ErrorKind.NOT_FOUND_TRANSACTION,
                "committed",
                () -> acid.writeIds().allocate(table, List.of(a), false));
        long reader = acid.transactions().open(request(TxnKind.READ_ONLY)).get(0);
        assertRefused(ErrorKind.INVALID, "read-only", () -> acid.writeIds().allocate(table, List.of(reader), false));
        assertRefused(
                ErrorKind.NOT_FOUND_TRANSACTION,
                "No such",
                () -> acid.writeIds().allocate(table, List.of(Long.MAX_VALUE), false));
        assertRefused(ErrorKind.INVALID, "none is named", () -> acid.writeIds().allocate(table, List.of(), false));
    }

    @Test
    void aReaderSeesWhatWasCommittedWhenItBegan() {
        long a = begin();
        long b = begin();
        long c = begin();
        acid.writeIds().allocate(table, List.of(a, b, c), false);
        commit(a);
        acid.transactions().abort(b, Optional.empty(), "x");
        var snapshot = acid.transactions().openOrAborted().valid();
        commit(c);
        assertThat(valid(new Reader.Sees(snapshot)))
                .isEqualTo(new ValidWriteIds(3, List.of(new Invalid(2, true), new Invalid(3, false))));
        assertThat(valid(new Reader.Anybody())).isEqualTo(new ValidWriteIds(3, List.of(new Invalid(2, true))));
        assertThat(valid(new Reader.AsWriter(1))).isEqualTo(new ValidWriteIds(1, List.of()));
        assertRefused(ErrorKind.INVALID, "write id 99", () -> valid(new Reader.AsWriter(99)));
        assertThat(acid.writeIds().valid(List.of(kit.name("none")), new Reader.Anybody()))
                .isEqualTo(Map.of(kit.name("none"), new ValidWriteIds(0, List.of())));
    }

    private ValidWriteIds valid(Reader reader) {
        return acid.writeIds().valid(List.of(table), reader).get(table);
    }

    @Test
    void aTableMayBeginWithAWriteIdOrAsACopy() {
        acid.writeIds().seed(table, 12);
        assertThat(acid.writeIds().max(table)).isEqualTo(12);
        assertRefused(ErrorKind.INVALID, "already", () -> acid.writeIds().seed(table, 20));
        assertThat(acid.writeIds().replicate(table, ValidWriteIds.parse("d.t:9:2:2:4,5"), TESS))
                .isFalse();
        TableName copy = kit.name("copy");
        assertThat(acid.writeIds().replicate(copy, ValidWriteIds.parse("d.t:9:2:2:4,5"), TESS))
                .isTrue();
        assertThat(acid.writeIds().valid(List.of(copy), new Reader.Anybody()).get(copy))
                .isEqualTo(new ValidWriteIds(4, List.of(new Invalid(4, true))));
        assertThat(acid.writeIds().max(copy)).isEqualTo(9);
    }

    @Test
    void whatNobodyAsksAboutIsForgotten() {
        long early = begin();
        long writer = begin();
        acid.writeIds().allocate(table, List.of(writer), false);
        update(writer, whole());
        long aborted = begin();
        acid.writeIds().allocate(table, List.of(aborted), false);
        acid.transactions().abort(aborted, Optional.empty(), "x");
        long idle = begin();
        acid.transactions().abort(idle, Optional.empty(), "x");
        commit(writer);
        pass(LEASE.plusSeconds(1));
        acid.locks().heartbeat(Optional.empty(), Optional.of(early));
        acid.housekeeping().run();
        assertThat(kit.optional(tx -> tx.acid().transactions().find(idle))).isEmpty();
        assertThat(txn(writer).state()).isEqualTo(TxnState.COMMITTED);
        assertThat(txn(aborted).state()).isEqualTo(TxnState.ABORTED);
        commit(early);
        long late = begin();
        pass(LEASE.plusSeconds(1));
        acid.locks().heartbeat(Optional.empty(), Optional.of(late));
        acid.housekeeping().run();
        assertThat(kit.optional(tx -> tx.acid().transactions().find(writer))).isEmpty();
        assertThat(txn(aborted).state()).isEqualTo(TxnState.ABORTED);
        assertThat(valid(new Reader.Anybody())).isEqualTo(new ValidWriteIds(2, List.of(new Invalid(2, true))));
        kit.run(tx -> tx.acid().transactions().forgetAborted(whole(), 2));
        acid.housekeeping().run();
        assertThat(kit.optional(tx -> tx.acid().transactions().find(aborted))).isEmpty();
        assertThat(valid(new Reader.Anybody())).isEqualTo(new ValidWriteIds(2, List.of()));
    }

    @Test
    void keepsEverythingOfALock() {
        long txn = begin();
        LockAnswer first = lock(txn, LockKind.EXCLUSIVE, whole());
        LockAnswer second = lock(null, LockKind.SHARED_READ, database(), part("P=x/Y"));
        assertThat(first).isInstanceOf(Acquired.class);
        assertThat(second).isInstanceOf(Waiting.class);
        assertThat(acid.locks().list(new LockFilter(kit.db, null, null, null)))
                .containsExactly(
                        new Lock(
                                first.id(),
                                1,
                                new LockPart(whole(), LockKind.EXCLUSIVE),
                                dev.skep.server.model.acid.LockState.ACQUIRED,
                                txn,
                                time.get(),
                                time.get(),
                                TESS,
                                null),
                        new Lock(
                                second.id(),
                                1,
                                new LockPart(database(), LockKind.SHARED_READ),
                                dev.skep.server.model.acid.LockState.WAITING,
                                null,
                                time.get(),
                                null,
                                TESS,
                                null),
                        new Lock(
                                second.id(),
                                2,
                                new LockPart(part("p=x/Y"), LockKind.SHARED_READ),
                                dev.skep.server.model.acid.LockState.WAITING,
                                null,
                                time.get(),
                                null,
                                TESS,
                                new Lock.Blocker(first.id(), 1)));
        assertThat(acid.locks().list(new LockFilter(kit.db, "t", "p=x/Y", null)))
                .hasSize(1);
        assertThat(acid.locks().list(new LockFilter(null, null, null, txn))).hasSize(1);
    }

    @Test
    void aTransactionsLocksEndWithIt() {
        long txn = begin();
        LockAnswer held = lock(txn, LockKind.EXCLUSIVE, whole());
        LockAnswer waiting = lock(null, LockKind.SHARED_READ, part("p=1"));
        assertThat(lock(txn, LockKind.EXCLUSIVE, part("p=1"))).isInstanceOf(Waiting.class);
        assertRefused(
                ErrorKind.TRANSACTION_OPEN, "belongs to", () -> acid.locks().unlock(held.id()));
        assertThat(acid.locks().check(waiting.id())).isEqualTo(new Waiting(waiting.id()));
        commit(txn);
        assertThat(acid.locks().check(waiting.id())).isEqualTo(new Acquired(waiting.id()));
        assertThat(acid.locks().check(waiting.id())).isEqualTo(new Acquired(waiting.id()));
        assertRefused(
                ErrorKind.NOT_FOUND_LOCK,
                "lockid:" + held.id(),
                () -> acid.locks().check(held.id()));
        acid.locks().unlock(waiting.id());
        acid.locks().unlock(waiting.id());
        assertRefused(ErrorKind.NOT_FOUND_TRANSACTION, "committed", () -> lock(txn, LockKind.SHARED_READ, whole()));
        assertRefused(
                ErrorKind.NOT_FOUND_LOCK,
                "No such lock",
                () -> acid.locks().heartbeat(Optional.of(waiting.id()), Optional.empty()));
    }

    @Test
    void whoDoesNotWantToWaitIsTold() {
        LockAnswer held = lock(null, LockKind.EXCLUSIVE, whole());
        long txn = begin();
        assertThat(lock(txn, new Patience(true, false), LockKind.SHARED_READ, whole()))
                .isInstanceOf(GivenUp.class);
        assertThat(lock(txn, new Patience(true, false), LockKind.SHARED_WRITE, whole()))
                .isInstanceOf(Waiting.class);
        assertThat(lock(txn, new Patience(false, true), LockKind.EXCLUSIVE_WRITE, whole()))
                .isInstanceOf(GivenUp.class);
        acid.locks().unlock(held.id());
        assertThat(acid.locks().list(new LockFilter(kit.db, null, null, null))).hasSize(1);
        assertRefused(ErrorKind.INVALID, "nothing to lock", () -> lock(txn, LockKind.EXCLUSIVE));
    }

    @Test
    void nobodyBlocksForLongerThanTheLease() {
        LockAnswer silent = lock(null, LockKind.EXCLUSIVE, whole());
        long silentTxn = begin();
        LockAnswer alsoSilent = lock(silentTxn, LockKind.EXCLUSIVE, whole());
        pass(LEASE.dividedBy(2));
        LockAnswer alive = lock(null, LockKind.EXCLUSIVE, whole());
        assertThat(alive).isInstanceOf(Waiting.class);
        pass(LEASE.dividedBy(2));
        assertThat(acid.locks().check(alive.id())).isInstanceOf(Waiting.class);
        pass(Duration.ofMillis(1));
        assertThat(acid.locks().check(alive.id())).isInstanceOf(Acquired.class);
        assertRefused(ErrorKind.NOT_FOUND_LOCK, "No such", () -> acid.locks().check(silent.id()));
        assertRefused(ErrorKind.NOT_FOUND_LOCK, "No such", () -> acid.locks().check(alsoSilent.id()));
        assertRefused(ErrorKind.TRANSACTION_ABORTED, "acid.txn-timeout", () -> commit(silentTxn));
    }

    @Test
    void thoseWhoAreHeardOfKeepWhatTheyHave() {
        LockAnswer lock = lock(null, LockKind.EXCLUSIVE, whole());
        long txn = begin();
        pass(LEASE);
        acid.locks().heartbeat(Optional.of(lock.id()), Optional.of(txn));
        pass(LEASE);
        acid.housekeeping().run();
        assertThat(acid.locks().check(lock.id())).isInstanceOf(Acquired.class);
        commit(txn);
        pass(LEASE.plusMillis(1));
        acid.housekeeping().run();
        assertRefused(ErrorKind.NOT_FOUND_LOCK, "No such", () -> acid.locks().check(lock.id()));
    }

    @Test
    void oneTransactionRebuildsAView() {
        long a = begin();
        long b = begin();
        assertThat(acid.locks().lockRebuild(table, a)).isTrue();
        assertThat(acid.locks().lockRebuild(table, a)).isTrue();
        assertThat(acid.locks().lockRebuild(table, b)).isFalse();
        assertThat(acid.locks().heartbeatRebuild(table, a)).isTrue();
        assertThat(acid.locks().heartbeatRebuild(table, b)).isFalse();
        commit(a);
        assertThat(acid.locks().lockRebuild(table, b)).isTrue();
        pass(LEASE.plusMillis(1));
        acid.housekeeping().run();
        assertThat(acid.locks().lockRebuild(table, begin())).isTrue();
    }

    @Test
    void namesAreFollowed() {
        long txn = begin();
        acid.writeIds().allocate(table, List.of(txn), false);
        update(txn, part("p=1"));
        TableName moved = kit.name("moved");
        kit.run(tx -> tx.acid().resources().rename(whole(), Resource.of(moved, null)));
        kit.run(tx -> tx.acid().resources().rename(Resource.of(moved, "p=1"), Resource.of(moved, "p=2")));
        assertThat(acid.writeIds().max(moved)).isEqualTo(1);
        assertThat(acid.writeIds().max(table)).isZero();
        assertThat(acid.locks().list(new LockFilter(kit.db, null, null, null)))
                .extracting(lock -> lock.part().resource())
                .containsExactly(Resource.of(moved, "p=2"));
        kit.run(tx -> tx.acid().resources().forget(moved, List.of(new PartitionName("p=2"))));
        kit.run(tx -> tx.acid().resources().forget(Resource.of(moved, null)));
        assertThat(acid.writeIds().max(moved)).isZero();
        commit(txn);
    }

    @Test
    void theDatabaseTellsTheTime() {
        Instant now = kit.read(tx -> tx.acid().transactions().now());
        assertThat(now).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void namesThatAreTooLongAreRefused() {
        DatabaseName name = Names.database(Names.DEFAULT_CATALOG, "d".repeat(200));
        assertRefused(
                ErrorKind.INVALID, "longer", () -> lock(null, LockKind.SHARED_READ, Resource.of(name, null, null)));
    }
}
