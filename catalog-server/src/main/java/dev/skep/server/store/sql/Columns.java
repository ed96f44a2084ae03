package dev.skep.server.store.sql;

import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.privilege.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How small values are spread over columns. */
public final class Columns {
    private Columns() {}

    public static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }

    public static @Nullable Instant instant(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    public static @Nullable String ownerName(@Nullable Owner owner) {
        return owner == null ? null : owner.name();
    }

    public static @Nullable String ownerKind(@Nullable Owner owner) {
        return owner == null ? null : owner.kind().name();
    }

    public static @Nullable Principal principal(@Nullable String name, @Nullable String kind) {
        return name == null || kind == null ? null : new Principal(OwnerKind.valueOf(kind), name);
    }

    public static @Nullable Owner owner(@Nullable String name, @Nullable String kind) {
        return name == null || kind == null ? null : new Owner(name, OwnerKind.valueOf(kind));
    }
}
