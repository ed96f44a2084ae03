package dev.skep.server.model.acid;

import dev.skep.server.model.CatalogException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which writes to one table a reader sees.
 *
 * @param highWaterMark the greatest write id that may be seen
 * @param exceptions those up to it that are not, in the order of their ids
 */
public record ValidWriteIds(long highWaterMark, List<Invalid> exceptions) {
    public ValidWriteIds {
        exceptions = List.copyOf(exceptions);
    }

    public OptionalLong smallestOpen() {
        return exceptions.stream()
                .filter(each -> !each.aborted())
                .mapToLong(Invalid::id)
                .findFirst();
    }

    public List<Long> aborted() {
        return exceptions.stream().filter(Invalid::aborted).map(Invalid::id).toList();
    }

    /**
     * Reads the text that Hive's clients pass around, {@code table:highWaterMark:smallestOpen:open,…:aborted,…}.
     *
     * @throws CatalogException {@code INVALID}
     */
    public static ValidWriteIds parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2) {
            throw CatalogException.invalid("'" + text
                    + "' is no list of valid write ids: it is table:highWaterMark:smallestOpen:open,…:aborted,…");
        }
        ValidTxns ids = ValidTxns.parse(Arrays.copyOfRange(parts, 1, parts.length), text);
        return new ValidWriteIds(ids.highWaterMark(), ids.exceptions());
    }
}
