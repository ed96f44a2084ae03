package dev.skep.server.catalog.acid;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Client;
import dev.skep.server.model.acid.Invalid;
import dev.skep.server.model.acid.OpenTxns;
import dev.skep.server.model.acid.Txn;
import dev.skep.server.model.acid.TxnKind;
import dev.skep.server.model.acid.TxnRequest;
import dev.skep.server.model.acid.TxnWriteId;
import dev.skep.server.model.acid.ValidTxns;
import dev.skep.server.model.acid.ValidWriteIds;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import dev.skep.server.store.WriteIdStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Write ids: each table counts the transactions that write to it. */
public final class WriteIdService {
    private final CatalogStore store;
    private final Leases leases;
    private final Aborts aborts;

    public WriteIdService(CatalogStore store, Leases leases) {
        this.store = store;
        this.leases = leases;
        this.aborts = new Aborts(leases);
    }

    /**
     * Gives transactions a write id of a table; one that has one keeps it.
     *
     * @param anew whether those who have one get another
     * @throws CatalogException {@code INVALID}; {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public List<TxnWriteId> allocate(TableName table, Collection<Long> txns, boolean anew) {
        if (txns.isEmpty()) {
            throw CatalogException.invalid("A write id of table " + table + " is for a transaction; none is named");
        }
        Set<Long> wanted = new TreeSet<>(txns);
        return store.inTransaction(tx -> {
            WriteIdStore writeIds = tx.acid().writeIds();
            long next = writeIds.lockNext(table);
            lockWriters(tx, table, wanted);
            if (anew) {
                writeIds.remove(table, wanted);
            }
            List<TxnWriteId> all = new ArrayList<>(anew ? List.of() : writeIds.of(table, wanted));
            all.forEach(each -> wanted.remove(each.txn()));
            List<TxnWriteId> added = inARow(wanted, next);
            if (!added.isEmpty()) {
                writeIds.add(table, added);
                writeIds.setNext(table, next + added.size());
                all.addAll(added);
                tx.events().append(event(table, added));
            }
            return all;
        });
    }

    /**
     * Gives replayed transactions the write ids that they have in the source.
     *
     * @param source the transactions of the source, with write ids in a row
     * @return by the ids that the transactions have here; none if they are not known, since they have ended already
     * @throws CatalogException {@code INVALID}; {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public List<TxnWriteId> allocateReplayed(TableName table, String policy, List<TxnWriteId> source) {
        List<Long> sourceTxns = source.stream().map(TxnWriteId::txn).toList();
        if (source.isEmpty() || policy.isEmpty()) {
            throw CatalogException.invalid(
                    "To replay write ids of table " + table + ", name the policy and its write ids");
        }
        return store.inTransaction(tx -> {
            List<Long> txns = tx.acid().transactions().replaying(new TxnRequest.Replay(policy, sourceTxns));
            if (txns.isEmpty()) {
                return List.of();
            }
            if (txns.size() != source.size()) {
                throw CatalogException.invalid("Of " + source.size() + " transactions that are replayed for table "
                        + table + ", only " + txns.size() + " are open here");
            }
            WriteIdStore writeIds = tx.acid().writeIds();
            long next = writeIds.lockNext(table);
            lockWriters(tx, table, new TreeSet<>(txns));
            List<TxnWriteId> known = writeIds.of(table, txns);
            if (known.size() == txns.size()) {
                return known;
            }
            long first = source.get(0).writeId();
            if (first != next) {
                // What is known of the table is older than what is replayed: it was made anew in between.
                writeIds.removeAll(table);
            }
            List<TxnWriteId> added = new ArrayList<>();
            for (int i = 0; i < source.size(); i++) {
                added.add(new TxnWriteId(txns.get(i), source.get(i).writeId()));
            }
            writeIds.add(table, added);
            writeIds.setNext(table, source.get(source.size() - 1).writeId() + 1);
            tx.events().append(event(table, added));
            return added;
        });
    }

    private static CatalogEvent event(TableName table, List<TxnWriteId> added) {
        return new CatalogEvent.WriteIdsAllocated(
                table,
                added.stream()
                        .map(each -> new CatalogEvent.WriteId(each.txn(), each.writeId()))
                        .toList());
    }

    private static List<TxnWriteId> inARow(Collection<Long> txns, long first) {
        List<TxnWriteId> ids = new ArrayList<>();
        for (long txn : txns) {
            ids.add(new TxnWriteId(txn, first + ids.size()));
        }
        return ids;
    }

    private static void lockWriters(Tx tx, TableName table, Set<Long> ids) {
        Set<Long> unknown = new HashSet<>(ids);
        for (Txn txn : tx.acid().transactions().lockAll(ids)) {
            unknown.remove(txn.id());
            if (txn.requireOpen().kind() == TxnKind.READ_ONLY) {
                throw CatalogException.invalid(
                        "Transaction " + Txn.name(txn.id()) + " is read-only: it gets no write id of table " + table);
            }
        }
        if (!unknown.isEmpty()) {
            throw Txn.unknown(unknown.iterator().next());
        }
    }

    /** Which transactions a reader sees who asks for write ids. */
    public sealed interface Reader {
        record Sees(ValidTxns txns) implements Reader {}

        /** As the transaction that has this write id of the first table. */
        record AsWriter(long writeId) implements Reader {}

        /** All that is committed now. */
        record Anybody() implements Reader {}
    }

    /**
     * Which writes a reader sees, by table.
     *
     * @throws CatalogException {@code INVALID} if no transaction has the write id
     */
    public Map<TableName, ValidWriteIds> valid(List<TableName> tables, Reader reader) {
        try (Snapshot snapshot = store.snapshot()) {
            Map<TableName, ValidWriteIds> valid = new LinkedHashMap<>();
            if (!tables.isEmpty()) {
                ValidTxns.Lookup seen = seenBy(snapshot, tables.get(0), reader).lookup();
                tables.forEach(table -> valid.put(table, valid(snapshot.acid().writeIds(), table, seen)));
            }
            return valid;
        }
    }

    private static ValidTxns seenBy(Tx tx, TableName first, Reader reader) {
        if (reader instanceof Reader.Sees sees) {
            return sees.txns();
        }
        OpenTxns open = tx.acid().transactions().openOrAborted();
        if (reader instanceof Reader.AsWriter writer) {
            OptionalLong txn = tx.acid().writeIds().txnOf(first, writer.writeId());
            return open.validFor(txn.orElseThrow(() -> CatalogException.invalid(
                    "No transaction is known to have the write id " + writer.writeId() + " of table " + first)));
        }
        return open.valid();
    }

    private static ValidWriteIds valid(WriteIdStore writeIds, TableName table, ValidTxns.Lookup seen) {
        OptionalLong below = writeIds.maxUpToTxn(table, seen.highWaterMark());
        long highWaterMark =
                below.isPresent() ? below.getAsLong() : writeIds.max(table).orElse(0);
        List<Invalid> exceptions = new ArrayList<>();
        boolean seesAny = false;
        for (TxnWriteId each : writeIds.upTo(table, highWaterMark)) {
            if (seen.sees(each.txn())) {
                seesAny = true;
            } else {
                exceptions.add(new Invalid(each.writeId(), seen.isAborted(each.txn())));
            }
        }
        if (!seesAny && !exceptions.isEmpty()) {
            // Everything from the first exception on is invisible. Hive says it this way, so that what is compacted
            // below
            // stays visible.
            Invalid first = exceptions.get(0);
            return new ValidWriteIds(first.id(), List.of(first));
        }
        return new ValidWriteIds(highWaterMark, exceptions);
    }

    /** The greatest write id of a table; 0 if it has none. */
    public long max(TableName table) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.acid().writeIds().max(table).orElse(0);
        }
    }

    /**
     * Makes this the greatest write id of a table that has none yet: what is there without one counts as written under it.
     *
     * @throws CatalogException {@code INVALID}
     */
    public void seed(TableName table, long writeId) {
        if (writeId < 0) {
            throw CatalogException.invalid("Table " + table + " cannot begin with the write id " + writeId);
        }
        store.inTransaction(tx -> {
            long next = tx.acid().writeIds().lockNext(table);
            if (next > 1) {
                throw CatalogException.invalid("Table " + table + " has write ids up to " + (next - 1)
                        + " already, so it cannot be given a first one");
            }
            tx.acid().writeIds().setNext(table, writeId + 1);
            return next;
        });
    }

    /**
     * Gives a replica of a table the write ids that its source had when it was copied. A table that has some keeps them.
     *
     * @param state of the source; its aborted write ids become those of aborted transactions
     * @return whether the table had none
     */
    public boolean replicate(TableName table, ValidWriteIds state, Client client) {
        List<Long> aborted = state.aborted();
        return store.inTransaction(tx -> {
            long highWaterMark = tx.acid().transactions().lockHighWaterMark();
            if (tx.acid().writeIds().lockNext(table) > 1) {
                return false;
            }
            if (!aborted.isEmpty()) {
                Instant now = leases.now(tx);
                TxnRequest request = new TxnRequest(aborted.size(), TxnKind.DEFAULT, client, TxnRequest.Replay.NONE);
                List<Long> txns = tx.acid().transactions().open(request, highWaterMark, now);
                List<TxnWriteId> ids = new ArrayList<>();
                for (long txn : txns) {
                    ids.add(new TxnWriteId(txn, aborted.get(ids.size())));
                }
                tx.acid().writeIds().add(table, ids);
                aborts.abort(tx, txns, "it was aborted where table " + table + " comes from", now);
            }
            tx.acid().writeIds().setNext(table, state.highWaterMark() + 1);
            return true;
        });
    }
}
