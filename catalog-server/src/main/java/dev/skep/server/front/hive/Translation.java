package dev.skep.server.front.hive;

import dev.skep.hive.api.PrincipalType;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all translators share: names, times, owners, and what is said where a client leaves something out. */
final class Translation {
    private Translation() {}

    /** @throws CatalogException {@code INVALID} if the value is absent */
    static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw CatalogException.invalid("The request has no " + what);
        }
        return value;
    }

    static DatabaseName database(@Nullable String catalog, @Nullable String name) {
        return Names.hiveDatabase(catalog, required(name, "database name"));
    }

    static TableName table(@Nullable String catalog, @Nullable String database, @Nullable String name) {
        return Names.table(database(catalog, database), required(name, "table name"));
    }

    /** A pattern; an absent one matches all. */
    static NamePattern pattern(@Nullable String text) {
        return text == null ? NamePattern.ALL : NamePattern.parse(text);
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    /** Clients leave a location to the server by an empty text, too. */
    static @Nullable String location(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Hive writes 0 where it knows no time. */
    static @Nullable Instant instant(@Nullable Integer seconds) {
        return seconds == null || seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    static int seconds(@Nullable Instant instant) {
        return instant == null ? 0 : (int) instant.getEpochSecond();
    }

    static @Nullable Owner owner(@Nullable String name, @Nullable PrincipalType type) {
        return name == null ? null : new Owner(name, kind(type));
    }

    static @Nullable String name(@Nullable Owner owner) {
        return owner == null ? null : owner.name();
    }

    static @Nullable PrincipalType type(@Nullable Owner owner) {
        if (owner == null) {
            return null;
        }
        return switch (owner.kind()) {
            case USER -> PrincipalType.USER;
            case ROLE -> PrincipalType.ROLE;
            case GROUP -> PrincipalType.GROUP;
        };
    }

    private static OwnerKind kind(@Nullable PrincipalType type) {
        if (type == null) {
            return OwnerKind.USER;
        }
        return switch (type) {
            case USER -> OwnerKind.USER;
            case ROLE -> OwnerKind.ROLE;
            case GROUP -> OwnerKind.GROUP;
            case UNRECOGNIZED -> throw CatalogException.invalid("The kind of the owner is none that is known");
        };
    }
}
