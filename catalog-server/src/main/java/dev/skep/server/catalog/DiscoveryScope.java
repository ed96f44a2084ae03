package dev.skep.server.catalog;

import dev.skep.server.model.NamePattern;
import dev.skep.server.model.TableKind;
import java.time.Duration;
import java.util.Set;

/**
 * Which tables are looked after by {@link PartitionDiscovery}, among those that ask for it.
 *
 * @param pause from one time to the next, whichever server does it
 */
public record DiscoveryScope(NamePattern databases, NamePattern tables, Set<TableKind> kinds, Duration pause) {
    public DiscoveryScope {
        kinds = Set.copyOf(kinds);
    }
}
