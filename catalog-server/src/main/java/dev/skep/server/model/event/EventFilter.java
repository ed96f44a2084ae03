package dev.skep.server.model.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted. Names are in lower case.
 *
 * @param kinds of these kinds only
 * @param catalog null for any, and for events about no object
 * @param database null for any, and for events about no database
 * @param tables empty for any, and for events about no table
 */
public record EventFilter(
        Set<EventKind> kinds,
        @Nullable String catalog,
        @Nullable String database,
        Set<String> tables) {
    public static final EventFilter ALL = new EventFilter(Set.of(EventKind.values()), null, null, Set.of());

    public EventFilter {
        kinds = Set.copyOf(kinds);
        tables = Set.copyOf(tables);
    }
}
