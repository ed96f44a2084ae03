package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.ID_BLOCK;

import java.util.concurrent.locks.ReentrantLock;

/**
 * New ids, of which no other store on the same database gets any. They are leased in blocks, apart from the transaction that
 * asks; what is left of a block when the program ends is never used.
 */
public final class Ids {
    private static final long BLOCK = 10_000;
    private static final String NAME = "object";

    private final SideTransactions side;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long end;

    Ids(SideTransactions side) {
        this.side = side;
    }

    public long take() {
        return take(1);
    }

    /** The first of as many ids in a row. */
    public long take(long count) {
        lock.lock();
        try {
            if (end - next < count) {
                lease(Math.max(count, BLOCK));
            }
            long first = next;
            next += count;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void lease(long count) {
        next = side.run(sql -> {
            long first = sql.select(ID_BLOCK.NEXT_ID)
                    .from(ID_BLOCK)
                    .where(ID_BLOCK.NAME.eq(NAME))
                    .forUpdate()
                    .fetchSingle(ID_BLOCK.NEXT_ID);
            sql.update(ID_BLOCK)
                    .set(ID_BLOCK.NEXT_ID, first + count)
                    .where(ID_BLOCK.NAME.eq(NAME))
                    .execute();
            return first;
        });
        end = next + count;
    }
}
