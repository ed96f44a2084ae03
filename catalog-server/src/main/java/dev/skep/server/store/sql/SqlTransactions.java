package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.LOCK_REQUEST;
import static dev.skep.sql.Tables.REBUILD_LOCK;
import static dev.skep.sql.Tables.REPL_TXN;
import static dev.skep.sql.Tables.TXN;
import static dev.skep.sql.Tables.WRITE_ID;

import dev.skep.server.model.acid.Client;
import dev.skep.server.model.acid.OpenTxns;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.Txn;
import dev.skep.server.model.acid.TxnKind;
import dev.skep.server.model.acid.TxnRequest;
import dev.skep.server.model.acid.TxnState;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.model.acid.WriteConflict;
import dev.skep.server.store.TransactionStore;
import dev.skep.server.store.sql.AcidCounters.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** ACID transactions of clients. */
final class SqlTransactions implements TransactionStore {
    private final DSLContext sql;
    private final DialectTraits traits;
    private final AcidCounters counters;
    private final TxnWrites writes;

    SqlTransactions(DSLContext sql, DialectTraits traits, Ids ids, AcidCounters counters) {
        this.sql = sql;
        this.traits = traits;
        this.counters = counters;
        this.writes = new TxnWrites(sql, ids);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(sql.select(traits.millis()).fetchSingle().value1());
    }

    @Override
    public long highWaterMark() {
        return counters.next(Sequence.TRANSACTIONS) - 1;
    }

    @Override
    public long lockHighWaterMark() {
        return counters.lock(Sequence.TRANSACTIONS) - 1;
    }

    @Override
    public void moveHighWaterMark(long to) {
        counters.set(Sequence.TRANSACTIONS, to + 1);
    }

    @Override
    public List<Long> open(TxnRequest request, long highWaterMark, Instant now) {
        List<Long> ids = LongStream.rangeClosed(highWaterMark + 1, highWaterMark + request.count())
                .boxed()
                .toList();
        moveHighWaterMark(highWaterMark + request.count());
        Client client = request.client();
        long at = now.toEpochMilli();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long id : ids) {
            rows.add(new Object[] {
                id, TxnState.OPEN.name(), request.kind().name(), client.user(), client.host(), client.agent(), at, at
            });
        }
        Batch.execute(
                sql,
                sql.insertInto(TXN)
                        .columns(
                                TXN.ID,
                                TXN.STATE,
                                TXN.KIND,
                                TXN.CLIENT_USER,
                                TXN.CLIENT_HOST,
                                TXN.AGENT,
                                TXN.STARTED_AT,
                                TXN.HEARTBEAT_AT)
                        .values((Long) null, null, null, null, null, null, null, null),
                rows);
        List<Long> sources = request.replay().sourceIds();
        List<@Nullable Object[]> replays = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            replays.add(new Object[] {request.replay().policy(), sources.get(i), ids.get(i)});
        }
        Batch.execute(
                sql,
                sql.insertInto(REPL_TXN)
                        .columns(REPL_TXN.POLICY, REPL_TXN.SOURCE_ID, REPL_TXN.TXN_ID)
                        .values((String) null, null, null),
                replays);
        return ids;
    }

    @Override
    public List<Long> replaying(TxnRequest.Replay replay) {
        List<Long> found = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(replay.sourceIds(), Chunks.CONDITION)) {
            Map<Long, Long> bySource = new HashMap<>();
            sql.select(REPL_TXN.SOURCE_ID, REPL_TXN.TXN_ID)
                    .from(REPL_TXN)
                    .where(REPL_TXN.POLICY.eq(replay.policy()))
                    .and(REPL_TXN.SOURCE_ID.in(chunk))
                    .forEach(row -> bySource.put(row.value1(), row.value2()));
            chunk.stream().map(bySource::get).filter(Objects::nonNull).forEach(found::add);
        }
        return found;
    }

    @Override
    public void forgetReplay(long txn) {
        sql.deleteFrom(REPL_TXN).where(REPL_TXN.TXN_ID.eq(txn)).execute();
    }

    @Override
    public OpenTxns openOrAborted() {
        return new OpenTxns(
                highWaterMark(),
                select(TXN.STATE.in(TxnState.OPEN.name(), TxnState.ABORTED.name()))
                        .orderBy(TXN.ID)
                        .fetch(SqlTransactions::txn));
    }

    @Override
    public Optional<Txn> find(long id) {
        return select(TXN.ID.eq(id)).fetchOptional(SqlTransactions::txn);
    }

    @Override
    public List<Txn> range(long from, long to) {
        return select(TXN.ID.between(from, to)).orderBy(TXN.ID).fetch(SqlTransactions::txn);
    }

    @Override
    public Optional<Txn> lock(long id) {
        return traits.lockedAgainstChange(select(TXN.ID.eq(id))).fetchOptional().map(SqlTransactions::txn);
    }

    @Override
    public List<Txn> lockAll(Collection<Long> ids) {
        List<Txn> found = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(ids.stream().sorted().toList(), Chunks.CONDITION)) {
            traits.lockedAgainstChange(select(TXN.ID.in(chunk)).orderBy(TXN.ID)).forEach(row -> found.add(txn(row)));
        }
        return found;
    }

    @Override
    public boolean heartbeat(long id, Instant now) {
        return sql.update(TXN)
                        .set(TXN.HEARTBEAT_AT, now.toEpochMilli())
                        .where(TXN.ID.eq(id))
                        .and(TXN.STATE.eq(TxnState.OPEN.name()))
                        .execute()
                == 1;
    }

    @Override
    public void heartbeatRange(long from, long to, Instant now) {
        sql.update(TXN)
                .set(TXN.HEARTBEAT_AT, now.toEpochMilli())
                .where(TXN.ID.between(from, to))
                .and(TXN.STATE.eq(TxnState.OPEN.name()))
                .execute();
    }

    @Override
    public List<Long> expired(Instant before, Instant replayedBefore) {
        String replayed = TxnKind.REPL_CREATED.name();
        return sql.select(TXN.ID)
                .from(TXN)
                .where(TXN.STATE.eq(TxnState.OPEN.name()))
                .and(TXN.KIND
                        .ne(replayed)
                        .and(TXN.HEARTBEAT_AT.lt(before.toEpochMilli()))
                        .or(TXN.KIND.eq(replayed).and(TXN.HEARTBEAT_AT.lt(replayedBefore.toEpochMilli()))))
                .orderBy(TXN.ID)
                .fetch(TXN.ID);
    }

    @Override
    public List<Long> abort(Collection<Long> ids, String reason, Instant now, Optional<Instant> unheardSince) {
        List<Long> aborted = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(ids, Chunks.CONDITION)) {
            Condition silent = unheardSince
                    .map(since -> TXN.HEARTBEAT_AT.lt(since.toEpochMilli()))
                    .orElse(DSL.noCondition());
            List<Long> open = sql.select(TXN.ID)
                    .from(TXN)
                    .where(TXN.ID.in(chunk))
                    .and(TXN.STATE.eq(TxnState.OPEN.name()))
                    .and(silent)
                    .orderBy(TXN.ID)
                    .forUpdate()
                    .fetch(TXN.ID);
            if (!open.isEmpty()) {
                sql.update(TXN)
                        .set(TXN.STATE, TxnState.ABORTED.name())
                        .set(TXN.REASON, reason)
                        .set(TXN.ENDED_AT, now.toEpochMilli())
                        .where(TXN.ID.in(open))
                        .execute();
                sql.deleteFrom(REPL_TXN).where(REPL_TXN.TXN_ID.in(open)).execute();
                dropLocks(open);
            }
            aborted.addAll(open);
        }
        return aborted;
    }

    @Override
    public void commit(long id, long commitId, Instant now) {
        sql.update(TXN)
                .set(TXN.STATE, TxnState.COMMITTED.name())
                .set(TXN.COMMIT_ID, commitId)
                .set(TXN.ENDED_AT, now.toEpochMilli())
                .where(TXN.ID.eq(id))
                .execute();
        dropLocks(List.of(id));
    }

    private void dropLocks(List<Long> txns) {
        sql.deleteFrom(LOCK_REQUEST).where(LOCK_REQUEST.TXN_ID.in(txns)).execute();
        sql.deleteFrom(REBUILD_LOCK).where(REBUILD_LOCK.TXN_ID.in(txns)).execute();
    }

    @Override
    public void addWrites(long txn, Collection<TxnWrite> added) {
        writes.add(txn, added);
    }

    @Override
    public void removeWriteToWhole(long txn, Resource table) {
        writes.removeWriteToWhole(txn, table);
    }

    @Override
    public void keepWrites(long txn, Set<Operation> operations) {
        writes.keep(txn, operations);
    }

    @Override
    public Optional<WriteConflict> conflict(long txn) {
        return writes.conflict(txn);
    }

    @Override
    public OptionalLong latestConflict(long txn) {
        return writes.latestConflict(txn);
    }

    @Override
    public int forgetEnded(Instant before) {
        Long open = sql.select(DSL.min(TXN.ID))
                .from(TXN)
                .where(TXN.STATE.eq(TxnState.OPEN.name()))
                .fetchSingle()
                .value1();
        long smallestOpen = open == null ? highWaterMark() + 1 : open;
        Condition ended = TXN.ENDED_AT.lt(before.toEpochMilli());
        Condition seenByAll = TXN.STATE
                .eq(TxnState.COMMITTED.name())
                .and(TXN.COMMIT_ID.lt(smallestOpen))
                .and(ended);
        sql.deleteFrom(WRITE_ID)
                .where(WRITE_ID.TXN_ID.in(sql.select(TXN.ID).from(TXN).where(seenByAll)))
                .execute();
        int forgotten = sql.deleteFrom(TXN).where(seenByAll).execute();
        return forgotten
                + sql.deleteFrom(TXN)
                        .where(TXN.STATE.eq(TxnState.ABORTED.name()))
                        .and(ended)
                        .and(TxnWrites.none())
                        .and(DSL.notExists(sql.selectOne().from(WRITE_ID).where(WRITE_ID.TXN_ID.eq(TXN.ID))))
                        .execute();
    }

    @Override
    public void forgetAborted(Resource resource, long writeId) {
        writes.forgetAborted(resource, writeId);
    }

    private SelectConditionStep<? extends Record> select(Condition condition) {
        return sql.select(
                        TXN.ID,
                        TXN.STATE,
                        TXN.KIND,
                        TXN.CLIENT_USER,
                        TXN.CLIENT_HOST,
                        TXN.AGENT,
                        TXN.REASON,
                        TXN.STARTED_AT,
                        TXN.HEARTBEAT_AT)
                .from(TXN)
                .where(condition);
    }

    private static Txn txn(Record row) {
        return new Txn(
                row.get(TXN.ID),
                TxnState.valueOf(row.get(TXN.STATE)),
                TxnKind.valueOf(row.get(TXN.KIND)),
                new Client(row.get(TXN.CLIENT_USER), row.get(TXN.CLIENT_HOST), row.get(TXN.AGENT)),
                Instant.ofEpochMilli(row.get(TXN.STARTED_AT)),
                Instant.ofEpochMilli(row.get(TXN.HEARTBEAT_AT)),
                row.get(TXN.REASON));
    }
}
