package dev.skep.server.model.workload;

import dev.skep.server.model.CatalogException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A share of a plan's resources.
 *
 * @param fraction of what its parent has, from 0 to 1
 * @param parallelism how many queries run in it at once
 * @param policy by which its queries share it; null for the engine's own
 * @param triggers the names of those that watch its queries, in order
 */
public record Pool(
        double fraction, int parallelism, @Nullable String policy, List<String> triggers) {
    private static final Set<String> POLICIES = Set.of("FAIR", "FIFO");

    public Pool {
        triggers = List.copyOf(triggers);
    }

    /** Whether an engine knows the policy, in any case; it may be left to the engine. */
    public static boolean isPolicy(@Nullable String policy) {
        return policy == null || POLICIES.contains(policy.strip().toUpperCase(Locale.ROOT));
    }

    /** @throws CatalogException {@code INVALID} */
    public static void requirePolicy(@Nullable String policy) {
        if (!isPolicy(policy)) {
            throw CatalogException.invalid("'" + policy + "' is not a scheduling policy: use FAIR, FIFO or none");
        }
    }

    Pool watchedBy(String trigger) {
        return withTriggers(trigger, true);
    }

    Pool notWatchedBy(String trigger) {
        return withTriggers(trigger, false);
    }

    private Pool withTriggers(String trigger, boolean watching) {
        Collection<String> next = new TreeSet<>(triggers);
        if (watching) {
            next.add(trigger);
        } else {
            next.remove(trigger);
        }
        return new Pool(fraction, parallelism, policy, List.copyOf(next));
    }
}
