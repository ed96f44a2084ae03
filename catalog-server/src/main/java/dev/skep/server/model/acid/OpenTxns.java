package dev.skep.server.model.acid;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The transactions whose changes are not seen at one moment.
 *
 * @param highWaterMark the greatest id given out
 * @param txns those that are open or aborted, in the order of their ids
 */
public record OpenTxns(long highWaterMark, List<Txn> txns) {
    public OpenTxns {
        txns = List.copyOf(txns);
    }

    /** Without the open ones of some kinds. */
    public OpenTxns without(Set<TxnKind> kinds) {
        return new OpenTxns(
                highWaterMark,
                txns.stream()
                        .filter(txn -> txn.state() != TxnState.OPEN || !kinds.contains(txn.kind()))
                        .toList());
    }

    public OptionalLong smallestOpen() {
        return txns.stream()
                .filter(txn -> txn.state() == TxnState.OPEN)
                .mapToLong(Txn::id)
                .findFirst();
    }

    /** What a reader without a transaction sees. */
    public ValidTxns valid() {
        return new ValidTxns(highWaterMark, exceptions(txns));
    }

    /** What a transaction with this id sees: itself, and what was committed when it began. */
    public ValidTxns validFor(long id) {
        return new ValidTxns(
                Math.min(id, highWaterMark),
                exceptions(txns.stream().filter(txn -> txn.id() < id).toList()));
    }

    private static List<Invalid> exceptions(List<Txn> txns) {
        return txns.stream()
                .map(txn -> new Invalid(txn.id(), txn.state() == TxnState.ABORTED))
                .toList();
    }
}
