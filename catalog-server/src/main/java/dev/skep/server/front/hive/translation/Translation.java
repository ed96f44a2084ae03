package dev.skep.server.front.hive.translation;

import dev.skep.hive.api.PrincipalType;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.TableName;
import dev.skep.thrift.ThriftEnum;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all translators share: names, times, owners, and what is said where a client leaves something out. */
public final class Translation {
    private Translation() {}

    /** A request lacks what nothing can be done without. */
    public static final class IncompleteRequest extends RuntimeException {
        public IncompleteRequest(String message) {
            super(message);
        }
    }

    /** @throws IncompleteRequest if the value is absent */
    public static <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new IncompleteRequest("The request has no " + what);
        }
        return value;
    }

    /** @throws IncompleteRequest if there is no name, or one that names a catalog only */
    public static DatabaseName database(@Nullable String catalog, @Nullable String name) {
        String given = required(name, "database name");
        return Names.hiveDatabase(catalog, required(namesCatalogOnly(given) ? null : given, "database name"));
    }

    public static TableName table(@Nullable String catalog, @Nullable String database, @Nullable String name) {
        return Names.table(database(catalog, database), required(name, "table name"));
    }

    public static MemberName member(
            @Nullable String catalog, @Nullable String database, @Nullable String name, String what) {
        return Names.member(database(catalog, database), required(name, what));
    }

    /**
     * The constant of the model that is called as that of the wire.
     *
     * @throws IncompleteRequest if there is none
     * @throws CatalogException {@code INVALID} if the wire brought a number that stands for none that is known
     */
    public static <E extends Enum<E>, W extends Enum<W> & ThriftEnum> E constant(
            Class<E> type, @Nullable W wire, String what) {
        W given = required(wire, what);
        if (!given.recognized()) {
            throw CatalogException.invalid("The " + what + " is none that is known");
        }
        return Enum.valueOf(type, given.name());
    }

    /** A pattern; an absent one matches all. */
    public static NamePattern pattern(@Nullable String text) {
        return text == null ? NamePattern.ALL : NamePattern.parse(text);
    }

    /**
     * A pattern of database names, with which clients of Hive 3 and later name the catalog too. {@code @catalog#} has no
     * pattern, so that all match; {@code @catalog#!} has an empty one, so that none does.
     */
    public static NamePattern databasePattern(@Nullable String text) {
        return text == null || namesCatalogOnly(text)
                ? NamePattern.ALL
                : NamePattern.parse(Names.hiveDatabase(null, text).value());
    }

    private static boolean namesCatalogOnly(String text) {
        return text.startsWith("@") && text.endsWith("#");
    }

    public static CatalogName catalogOf(@Nullable String databasePattern) {
        return databasePattern == null
                ? Names.DEFAULT_CATALOG
                : Names.hiveDatabase(null, databasePattern).catalog();
    }

    public static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    public static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    public static boolean isTrue(@Nullable Boolean value) {
        return value != null && value;
    }

    /** Clients leave a location to the server by an empty text, too. */
    public static @Nullable String location(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Hive writes 0 where it knows no time. */
    public static @Nullable Instant instant(@Nullable Integer seconds) {
        return seconds == null || seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }

    public static int seconds(@Nullable Instant instant) {
        return instant == null ? 0 : (int) instant.getEpochSecond();
    }

    public static @Nullable Owner owner(@Nullable String name, @Nullable PrincipalType type) {
        return name == null ? null : new Owner(name, kind(type));
    }

    public static @Nullable String name(@Nullable Owner owner) {
        return owner == null ? null : owner.name();
    }

    /** Hive writes a kind of owner even where there is no owner. */
    public static PrincipalType type(@Nullable Owner owner) {
        if (owner == null) {
            return PrincipalType.USER;
        }
        return type(owner.kind());
    }

    /** The word that the wire has for a kind of owner or grantee. */
    public static PrincipalType type(OwnerKind kind) {
        return switch (kind) {
            case USER -> PrincipalType.USER;
            case ROLE -> PrincipalType.ROLE;
            case GROUP -> PrincipalType.GROUP;
        };
    }

    /** A user, where the client does not say. */
    public static OwnerKind kind(@Nullable PrincipalType type) {
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
