package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Precondition;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags: the number in quotes. */
final class EntityTag {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private EntityTag() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * @param ifMatch the header, null if it was not sent
     * @return the version that the caller expects; none for {@code *}
     */
    static Precondition precondition(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return Precondition.NONE;
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (matcher.matches()) {
            return Precondition.version(Long.parseLong(matcher.group(1)));
        }
        throw new CatalogException(
                ErrorKind.CONFLICT,
                "No version has the entity tag " + ifMatch + "; send one ETag as the server gave it, in its quotes");
    }

    /** Whether a caller that sent this header has the version already. */
    static boolean matches(@Nullable String ifNoneMatch, long version) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
    }
}
