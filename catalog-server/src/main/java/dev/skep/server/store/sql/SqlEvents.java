package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.EVENT;
import static dev.skep.sql.Tables.EVENT_COUNTER;
import static dev.skep.sql.Tables.EVENT_MORE;
import static dev.skep.sql.Tables.REPORTED_WRITE;

import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.EventFilter;
import dev.skep.server.model.event.EventKind;
import dev.skep.server.model.event.EventSubject;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.model.event.TransactionalWrite;
import dev.skep.server.store.EventStore;
import dev.skep.server.store.Listing;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The log of what happened. */
final class SqlEvents implements EventStore {
    private static final String COUNTER = "event";

    /** How many bytes of a body go into one row, so that no statement is longer than every database takes. */
    private static final int ROW_BYTES = 1_000_000;

    private final DSLContext sql;
    private final Ids ids;
    private final EventRecording recording;
    private final List<CatalogEvent> appended = new ArrayList<>();

    SqlEvents(DSLContext sql, Ids ids, EventRecording recording) {
        this.sql = sql;
        this.ids = ids;
        this.recording = recording;
    }

    @Override
    public void append(CatalogEvent event) {
        if (recording.enabled() && event.size() > 0) {
            appended.add(recording.form(event));
        }
    }

    @Override
    public List<Long> write() {
        if (appended.isEmpty()) {
            return List.of();
        }
        List<CatalogEvent> events = List.copyOf(appended);
        appended.clear();
        // Made before the lock is taken: everybody waits from there on.
        List<byte[]> bodies = events.stream().map(StoredEvents::write).toList();
        long count = events.stream().mapToLong(CatalogEvent::size).sum();
        long last = advance(count);
        long at = recording.clock().millis();
        long id = last - count;
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<@Nullable Object[]> more = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            CatalogEvent event = events.get(i);
            byte[] body = bodies.get(i);
            id += event.size();
            int further = (body.length - 1) / ROW_BYTES;
            EventSubject subject = event.subject();
            rows.add(new @Nullable Object[] {
                id,
                event.size(),
                at,
                event.kind().name(),
                subject.catalog(),
                subject.database(),
                subject.table(),
                further,
                piece(body, 0)
            });
            for (int number = 1; number <= further; number++) {
                more.add(new Object[] {id, number, piece(body, number)});
            }
        }
        insert(rows, more);
        return LongStream.rangeClosed(last - count + 1, last).boxed().toList();
    }

    /** Takes the lock, and as many ids. */
    private long advance(long count) {
        sql.update(EVENT_COUNTER)
                .set(EVENT_COUNTER.LAST_ID, EVENT_COUNTER.LAST_ID.plus(count))
                .where(EVENT_COUNTER.NAME.eq(COUNTER))
                .execute();
        return lastId();
    }

    private void insert(List<@Nullable Object[]> rows, List<@Nullable Object[]> more) {
        Batch.execute(
                sql,
                sql.insertInto(
                                EVENT,
                                EVENT.ID,
                                EVENT.WIDTH,
                                EVENT.HAPPENED_AT,
                                EVENT.KIND,
                                EVENT.CATALOG,
                                EVENT.DB,
                                EVENT.TBL,
                                EVENT.MORE,
                                EVENT.BODY)
                        .values(DSL.val((Long) null), null, null, null, null, null, null, null, null),
                rows);
        Batch.execute(
                sql,
                sql.insertInto(EVENT_MORE, EVENT_MORE.EVENT_ID, EVENT_MORE.NUMBER, EVENT_MORE.BODY)
                        .values((Long) null, null, null),
                more);
    }

    private static byte[] piece(byte[] body, int number) {
        int from = number * ROW_BYTES;
        return Arrays.copyOfRange(body, from, Math.min(body.length, from + ROW_BYTES));
    }

    @Override
    public long lastId() {
        return sql.select(EVENT_COUNTER.LAST_ID)
                .from(EVENT_COUNTER)
                .where(EVENT_COUNTER.NAME.eq(COUNTER))
                .fetchSingle(EVENT_COUNTER.LAST_ID);
    }

    @Override
    public Listing<RecordedEvent> list(EventFilter filter, long after, int limit) {
        long matching = count(filter, after, Long.MAX_VALUE);
        long size = limit < 0 ? matching : Math.min(limit, matching);
        return new EventListing(Math.toIntExact(size), after, (from, rows) -> page(filter, from, rows));
    }

    private List<EventListing.Row> page(EventFilter filter, long after, int limit) {
        return sql.select(EVENT.ID, EVENT.WIDTH, EVENT.HAPPENED_AT, EVENT.KIND, EVENT.MORE, EVENT.BODY)
                .from(EVENT)
                .where(EVENT.ID.gt(after))
                .and(matches(filter))
                .orderBy(EVENT.ID)
                .limit(limit)
                .fetch(row -> new EventListing.Row(
                        row.get(EVENT.ID),
                        row.get(EVENT.WIDTH),
                        Instant.ofEpochMilli(row.get(EVENT.HAPPENED_AT)),
                        () -> StoredEvents.read(EventKind.valueOf(row.get(EVENT.KIND)), body(row))));
    }

    /** The bytes of an event, those in further rows too. */
    private byte[] body(Record row) {
        byte[] first = row.get(EVENT.BODY);
        if (row.get(EVENT.MORE) == 0) {
            return first;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(first);
        sql.select(EVENT_MORE.BODY)
                .from(EVENT_MORE)
                .where(EVENT_MORE.EVENT_ID.eq(row.get(EVENT.ID)))
                .orderBy(EVENT_MORE.NUMBER)
                .forEach(piece -> body.writeBytes(piece.value1()));
        return body.toByteArray();
    }

    @Override
    public long count(EventFilter filter, long after, long upTo) {
        // An event whose ids begin before the range, or end behind it, counts with those within.
        Field<Long> first = EVENT.ID.minus(EVENT.WIDTH).coerce(Long.class);
        Field<Long> from = DSL.when(first.lt(after), DSL.val(after)).otherwise(first);
        Field<Long> to = DSL.when(EVENT.ID.gt(upTo), DSL.val(upTo)).otherwise(EVENT.ID);
        return sql.select(DSL.coalesce(DSL.sum(to.minus(from)).coerce(Long.class), DSL.inline(0L)))
                .from(EVENT)
                .where(EVENT.ID.gt(after))
                .and(first.lt(upTo))
                .and(matches(filter))
                .fetchSingle()
                .value1();
    }

    private static Condition matches(EventFilter filter) {
        Condition condition = filter.kinds().size() == EventKind.values().length
                ? DSL.noCondition()
                : EVENT.KIND.in(
                        filter.kinds().stream().map(EventKind::name).sorted().toList());
        if (filter.catalog() != null) {
            condition = condition.and(EVENT.CATALOG.eq(filter.catalog()));
        }
        if (filter.database() != null) {
            condition = condition.and(EVENT.DB.eq(filter.database()));
        }
        if (!filter.tables().isEmpty()) {
            condition =
                    condition.and(EVENT.TBL.in(filter.tables().stream().sorted().toList()));
        }
        return condition;
    }

    @Override
    public void note(List<TransactionalWrite> writes) {
        if (writes.isEmpty() || !recording.enabled()) {
            return;
        }
        long id = ids.take(writes.size());
        long at = recording.clock().millis();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TransactionalWrite write : writes) {
            EventSubject subject = EventSubject.of(write.table().name());
            rows.add(new @Nullable Object[] {
                id++, write.transaction(), at, subject.database(), subject.table(), StoredEvents.write(write)
            });
        }
        Batch.execute(
                sql,
                sql.insertInto(
                                REPORTED_WRITE,
                                REPORTED_WRITE.ID,
                                REPORTED_WRITE.TXN_ID,
                                REPORTED_WRITE.HAPPENED_AT,
                                REPORTED_WRITE.DB,
                                REPORTED_WRITE.TBL,
                                REPORTED_WRITE.BODY)
                        .values((Long) null, null, null, null, null, null),
                rows);
    }

    @Override
    public List<TransactionalWrite> writes(long transaction, @Nullable String database, @Nullable String table) {
        return sql.select(REPORTED_WRITE.BODY)
                .from(REPORTED_WRITE)
                .where(REPORTED_WRITE.TXN_ID.eq(transaction))
                .and(database == null ? DSL.noCondition() : REPORTED_WRITE.DB.eq(database))
                .and(table == null ? DSL.noCondition() : REPORTED_WRITE.TBL.eq(table))
                .orderBy(REPORTED_WRITE.ID)
                .fetch(row -> StoredEvents.read(TransactionalWrite.class, row.value1()));
    }

    @Override
    public int deleteOldWrites(Instant before, int limit) {
        List<Long> old = sql.select(REPORTED_WRITE.ID)
                .from(REPORTED_WRITE)
                .where(REPORTED_WRITE.HAPPENED_AT.lt(before.toEpochMilli()))
                .limit(limit)
                .fetch(REPORTED_WRITE.ID);
        return old.isEmpty()
                ? 0
                : sql.deleteFrom(REPORTED_WRITE)
                        .where(REPORTED_WRITE.ID.in(old))
                        .execute();
    }

    @Override
    public int deleteOldest(Instant before, int limit) {
        // The oldest have the smallest ids: the first that is young enough ends the search.
        Result<Record2<Long, Long>> oldest = sql.select(EVENT.ID, EVENT.HAPPENED_AT)
                .from(EVENT)
                .orderBy(EVENT.ID)
                .limit(limit)
                .fetch();
        int gone = 0;
        while (gone < oldest.size() && oldest.get(gone).value2() < before.toEpochMilli()) {
            gone++;
        }
        if (gone == 0) {
            return 0;
        }
        return sql.deleteFrom(EVENT)
                .where(EVENT.ID.le(oldest.get(gone - 1).value1()))
                .execute();
    }
}
