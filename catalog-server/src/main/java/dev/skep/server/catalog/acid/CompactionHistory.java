package dev.skep.server.catalog.acid;

import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.model.acid.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much is remembered of compactions that are over: the last few of each resource, by how they ended. */
final class CompactionHistory {
    private static final Duration RELEVANT = Duration.ofDays(7);

    private CompactionHistory() {}

    /**
     * The ids of what is forgotten: more than so many of a kind of end, and ends without success that are old and followed by
     * a success.
     *
     * @param history by resource, the latest first
     */
    static List<Long> forgotten(List<Compaction> history, Instant now) {
        List<Long> forgotten = new ArrayList<>();
        Map<CompactionState, Integer> seen = new EnumMap<>(CompactionState.class);
        Resource resource = null;
        boolean majorSucceeded = false;
        boolean minorSucceeded = false;
        for (Compaction each : history) {
            if (!each.resource().equals(resource)) {
                resource = each.resource();
                seen.clear();
                majorSucceeded = false;
                minorSucceeded = false;
            }
            boolean isPast = majorSucceeded || (minorSucceeded && each.kind() == CompactionKind.MINOR);
            boolean isOldFailure = each.state() != CompactionState.SUCCEEDED
                    && isPast
                    && isBefore(each.times().ended(), now.minus(RELEVANT));
            if (seen.merge(each.state(), 1, Integer::sum) > kept(each.state()) || isOldFailure) {
                forgotten.add(each.id());
            }
            if (each.state() == CompactionState.SUCCEEDED) {
                majorSucceeded |= each.kind() == CompactionKind.MAJOR;
                minorSucceeded |= each.kind() != CompactionKind.MAJOR;
            }
        }
        return forgotten;
    }

    private static boolean isBefore(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other);
    }

    private static int kept(CompactionState state) {
        return switch (state) {
            case SUCCEEDED, FAILED, REFUSED, ABORTED -> 3;
            case DID_NOT_INITIATE -> 2;
            case INITIATED, WORKING, READY_FOR_CLEANING -> Integer.MAX_VALUE;
        };
    }
}
