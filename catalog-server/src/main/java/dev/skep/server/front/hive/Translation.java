package dev.skep.server.front.hive;

import dev.skep.hive.api.PrincipalType;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
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

    /** A request lacks what nothing can be done without. */
    static final class IncompleteRequest extends RuntimeException {
        IncompleteRequest(String message) {
            super(message);
        }
    }

    /** @throws IncompleteRequest if the value is absent */
    static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new IncompleteRequest("The request has no " + what);
        }
        return value;
    }

    /** @throws IncompleteRequest if there is no name, or one that names a catalog only */
    static DatabaseName database(@Nullable String catalog, @Nullable String name) {
        String given = required(name, "database name");
        return Names.hiveDatabase(catalog, required(namesCatalogOnly(given) ? null : given, "database name"));
    }

    static TableName table(@Nullable String catalog, @Nullable String database, @Nullable String name) {
        return Names.table(database(catalog, database), required(name, "table name"));
    }

    /** A pattern; an absent one matches all. */
    static NamePattern pattern(@Nullable String text) {
        return text == null ? NamePattern.ALL : NamePattern.parse(text);
    }

    /**
     * A pattern of database names, with which clients of Hive 3 and later name the catalog too. {@code @catalog#} has no
     * pattern, so that all match; {@code @catalog#!} has an empty one, so that none does.
     */
    static NamePattern databasePattern(@Nullable String text) {
        return text == null || namesCatalogOnly(text)
                ? NamePattern.ALL
                : NamePattern.parse(Names.hiveDatabase(null, text).value());
    }

    private static boolean namesCatalogOnly(String text) {
        return text.startsWith("@") && text.endsWith("#");
    }

    static CatalogName catalogOf(@Nullable String databasePattern) {
        return databasePattern == null
                ? Names.DEFAULT_CATALOG
                : Names.hiveDatabase(null, databasePattern).catalog();
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

    /** Hive writes a kind of owner even where there is no owner. */
    static PrincipalType type(@Nullable Owner owner) {
        if (owner == null) {
            return PrincipalType.USER;
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
