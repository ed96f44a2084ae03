package dev.skep.server.model.acid;

import dev.skep.server.model.CatalogException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which transactions a reader sees: those up to a high-water mark without the exceptions.
 *
 * @param exceptions in the order of their ids
 */
public record ValidTxns(long highWaterMark, List<Invalid> exceptions) {
    public ValidTxns {
        exceptions = exceptions.stream()
                .sorted(Comparator.comparingLong(Invalid::id))
                .toList();
    }

    /**
     * Reads the text that Hive's clients pass around: {@code highWaterMark:smallestOpen:open,open:aborted,aborted}, where
     * parts at the end may be missing. An empty text means that everything is seen.
     *
     * @throws CatalogException {@code INVALID}
     */
    public static ValidTxns parse(String text) {
        if (text.isBlank()) {
            return new ValidTxns(Long.MAX_VALUE, List.of());
        }
        return parse(text.split(":", -1), text);
    }

    /** @param parts the text, cut at its colons */
    static ValidTxns parse(String[] parts, String text) {
        try {
            List<Invalid> exceptions = new ArrayList<>();
            addAll(exceptions, parts, 2, false);
            addAll(exceptions, parts, 3, true);
            return new ValidTxns(Long.parseLong(parts[0]), exceptions);
        } catch (NumberFormatException e) {
            throw CatalogException.invalid(
                    "'" + text + "' is no list of valid ids: it is highWaterMark:smallestOpen:open,…:aborted,…");
        }
    }

    private static void addAll(List<Invalid> exceptions, String[] parts, int part, boolean aborted) {
        if (part < parts.length && !parts[part].isEmpty()) {
            for (String id : parts[part].split(",", -1)) {
                exceptions.add(new Invalid(Long.parseLong(id), aborted));
            }
        }
    }

    /** Decides for many ids. */
    public Lookup lookup() {
        Map<Long, Invalid> byId = new HashMap<>();
        exceptions.forEach(each -> byId.put(each.id(), each));
        return new Lookup(highWaterMark, byId);
    }

    /** The same by id. */
    public record Lookup(long highWaterMark, Map<Long, Invalid> exceptions) {
        public boolean sees(long txn) {
            return txn <= highWaterMark && !exceptions.containsKey(txn);
        }

        public boolean isAborted(long txn) {
            Invalid exception = exceptions.get(txn);
            return exception != null && exception.aborted();
        }
    }
}
