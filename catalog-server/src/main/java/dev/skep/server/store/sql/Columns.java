package dev.skep.server.store.sql;

import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How small values are spread over columns. */
final class Columns {
    private Columns() {}

    static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }

    static @Nullable Instant instant(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    static @Nullable String ownerName(@Nullable Owner owner) {
        return owner == null ? null : owner.name();
    }

    static @Nullable String ownerKind(@Nullable Owner owner) {
        return owner == null ? null : owner.kind().name();
    }

    static @Nullable Owner owner(@Nullable String name, @Nullable String kind) {
        return name == null || kind == null ? null : new Owner(name, OwnerKind.valueOf(kind));
    }
}
