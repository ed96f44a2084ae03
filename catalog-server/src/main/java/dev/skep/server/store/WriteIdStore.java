package dev.skep.server.store;

import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.TxnWriteId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The write ids of tables. Nobody checks whether the tables exist. */
public interface WriteIdStore {
    /**
     * The next write id of the table, with every other allocation for the table kept waiting until the end. Sets it to 1
     * for a table that had none.
     */
    long lockNext(TableName table);

    void setNext(TableName table, long next);

    /** The greatest write id given out; empty if there never was one. */
    OptionalLong max(TableName table);

    /** The write ids that some of the transactions have of the table. */
    List<TxnWriteId> of(TableName table, Collection<Long> txns);

    /** The write ids that a transaction has. */
    Map<TableName, Long> ofTxn(long txn);

    /** All write ids of the table whose transactions matter to somebody, in order, up to one. */
    List<TxnWriteId> upTo(TableName table, long writeId);

    /** The greatest write id of a transaction up to this one. */
    OptionalLong maxUpToTxn(TableName table, long txn);

    /** The transaction that has the write id. */
    OptionalLong txnOf(TableName table, long writeId);

    void add(TableName table, Collection<TxnWriteId> ids);

    void remove(TableName table, Collection<Long> txns);

    void removeAll(TableName table);
}
