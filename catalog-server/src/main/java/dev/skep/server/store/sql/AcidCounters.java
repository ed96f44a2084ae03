package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.ACID_COUNTER;

import org.jooq.DSLContext;

/**
 * Ids that are given out in the order of commits. The row of a sequence is locked from the moment that one is taken until
 * the end, which also orders those who ask for one.
 */
final class AcidCounters {
    private final DSLContext sql;

    AcidCounters(DSLContext sql) {
        this.sql = sql;
    }

    /** What the sequences are for. */
    enum Sequence {
        TRANSACTIONS("txn"),
        LOCKS("lock"),
        COMPACTIONS("compaction");

        private final String key;

        Sequence(String key) {
            this.key = key;
        }
    }

    /** The next id, not yet taken. */
    long next(Sequence sequence) {
        return sql.select(ACID_COUNTER.NEXT_ID)
                .from(ACID_COUNTER)
                .where(ACID_COUNTER.NAME.eq(sequence.key))
                .fetchSingle(ACID_COUNTER.NEXT_ID);
    }

    /** As {@link #next}, with the sequence locked. */
    long lock(Sequence sequence) {
        return sql.select(ACID_COUNTER.NEXT_ID)
                .from(ACID_COUNTER)
                .where(ACID_COUNTER.NAME.eq(sequence.key))
                .forUpdate()
                .fetchSingle(ACID_COUNTER.NEXT_ID);
    }

    void set(Sequence sequence, long next) {
        sql.update(ACID_COUNTER)
                .set(ACID_COUNTER.NEXT_ID, next)
                .where(ACID_COUNTER.NAME.eq(sequence.key))
                .execute();
    }

    long take(Sequence sequence) {
        long id = lock(sequence);
        set(sequence, id + 1);
        return id;
    }
}
