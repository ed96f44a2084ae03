package dev.skep.server.store.registry;

import dev.skep.server.model.RuntimeFigures;
import java.util.List;

/** What engines have measured. Times are in epoch seconds. */
public interface RuntimeFiguresStore {
    void add(RuntimeFigures figures);

    /**
     * The newest first, until together they have a weight.
     *
     * @param from the oldest moment
     * @param before the first moment that is too new
     * @param weight the first that reaches it is the last
     */
    List<RuntimeFigures> newest(long from, long before, long weight);

    void deleteOlder(long before);
}
