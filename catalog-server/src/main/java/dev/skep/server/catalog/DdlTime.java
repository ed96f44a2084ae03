package dev.skep.server.catalog;

import dev.skep.server.model.Partition;
import dev.skep.server.model.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The parameter in which clients of Hive look up when an object was last defined anew. */
final class DdlTime {
    private static final String PARAMETER = "transient_lastDdlTime";

    /** What clients write who want the time to be set. */
    private static final String UNSET = "0";

    private DdlTime() {}

    static Table stamp(Table table, Instant now) {
        return table.withParameters(stamped(table.parameters(), now));
    }

    static Partition stamp(Partition partition, Instant now) {
        return partition.withParameters(stamped(partition.parameters(), now));
    }

    // A client that brings the time itself, as a copy or a restore does, keeps it.
    private static Map<String, String> stamped(Map<String, String> parameters, Instant now) {
        Map<String, String> stamped = new HashMap<>(parameters);
        stamped.merge(PARAMETER, String.valueOf(now.getEpochSecond()), (old, time) -> old.equals(UNSET) ? time : old);
        return stamped;
    }
}
