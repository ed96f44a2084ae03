package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Page;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request in the words of the catalog: names, versions and pages instead of segments, headers and parameters. */
final class Request {
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 1_000;
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Context context;
    private final int maxBody;

    Request(Context context, Route route, int maxBody) {
        this.context = context;
        this.maxBody = maxBody;
        for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
            if (!route.parameters().contains(parameter.getKey())) {
                throw CatalogException.invalid(
                        "There is no query parameter '" + parameter.getKey() + "' here; known are "
                                + route.parameters().stream().sorted().toList());
            }
            if (parameter.getValue().size() > 1) {
                throw CatalogException.invalid("The query parameter '" + parameter.getKey() + "' is given twice");
            }
        }
    }

    CatalogName catalog() {
        return Names.catalog(context.pathParam("catalog"));
    }

    DatabaseName database() {
        return Names.database(catalog(), context.pathParam("database"));
    }

    TableName table() {
        return Names.table(database(), context.pathParam("table"));
    }

    /** The name in a segment of the path, in lower case. */
    String named(String segment) {
        return Names.folded(context.pathParam(segment));
    }

    /** The id of a run. */
    long run() {
        String text = context.pathParam("run");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CatalogException(ErrorKind.NOT_FOUND_OTHER, "There is no run " + text + "; runs have numbers", e);
        }
    }

    PartitionName partition() {
        return spelled(context.pathParam("partition"));
    }

    /** The name as the catalog spells it, whichever way its characters were escaped. */
    static PartitionName spelled(String text) {
        return new PartitionName(new PartitionName(text)
                .entries().stream()
                        .map(level -> PartitionName.escape(level.getKey()) + "="
                                + (level.getValue().isEmpty()
                                        ? PartitionName.NULL_VALUE
                                        : PartitionName.escape(level.getValue())))
                        .collect(Collectors.joining("/")));
    }

    NamePattern pattern() {
        return parameter("pattern").map(NamePattern::parse).orElse(NamePattern.ALL);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    boolean flag(String name, boolean ifAbsent) {
        return parameter(name)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default ->
                        throw CatalogException.invalid(
                                "The query parameter '" + name + "' must be true or false, not '" + text + "'");
                })
                .orElse(ifAbsent);
    }

    WriteMode mode() {
        return flag("dryRun", false) ? WriteMode.DRY_RUN : WriteMode.APPLY;
    }

    Precondition precondition() {
        return EntityTag.precondition(header("If-Match"));
    }

    /** What must hold if the body says which version it was made from; the header wins. */
    Precondition precondition(@Nullable Long versionInBody) {
        return header("If-Match") == null && versionInBody != null
                ? Precondition.version(versionInBody)
                : precondition();
    }

    /** The version that a merge patch says it was made from. */
    static @Nullable Long version(JsonNode patch) {
        return patch.path("version").canConvertToLong() ? patch.path("version").longValue() : null;
    }

    /** The entity, or that the caller has it already. */
    Answer entity(Object shape, long version) {
        return EntityTag.matches(header("If-None-Match"), version)
                ? Answer.noContent().withStatus(304).withHeader("ETag", EntityTag.of(version))
                : Answer.entity(shape, version);
    }

    /** What was made, at its address; or what would be. */
    Answer created(Object shape, long version, String path) {
        return switch (mode()) {
            case APPLY -> Answer.entity(shape, version).withStatus(201).withHeader("Location", path);
            case DRY_RUN -> Answer.json(shape);
        };
    }

    /** The page that is wanted of what this request lists. */
    Paging paging() {
        int size = parameter("pageSize").map(Request::pageSize).orElse(DEFAULT_PAGE_SIZE);
        List<String> query = List.of(
                context.path(),
                parameter("pattern").orElse(""),
                parameter("filter").orElse(""),
                parameter("state").orElse(""));
        String after = parameter("pageToken")
                .map(token -> PageToken.read(token, query))
                .orElse(null);
        return new Paging(query, after, size);
    }

    private static int pageSize(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MAX_PAGE_SIZE) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new CatalogException(ErrorKind.INVALID, wrongPageSize(text), e);
        }
        throw CatalogException.invalid(wrongPageSize(text));
    }

    private static String wrongPageSize(String text) {
        return "The query parameter 'pageSize' must be a whole number from 1 to " + MAX_PAGE_SIZE + ", not '" + text
                + "'";
    }

    <T> T body(Class<T> shape) {
        requireType(Answer.JSON);
        return RestJson.read(body(), shape);
    }

    /** A merge patch; what it says is checked when it has been applied. */
    JsonNode patch() {
        requireType(MERGE_PATCH);
        JsonNode patch = RestJson.read(body(), JsonNode.class);
        if (!patch.isObject()) {
            throw CatalogException.invalid("The body must be an object of the fields to change");
        }
        return patch;
    }

    private void requireType(String type) {
        String given = Optional.ofNullable(context.contentType()).orElse("");
        String bare = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals(type) && !bare.equals(Answer.JSON)) {
            throw HttpRefusal.notJson(type);
        }
    }

    private InputStream body() {
        if (context.req().getContentLengthLong() > maxBody) {
            throw BoundedBody.tooLarge(maxBody);
        }
        try {
            return new BoundedBody(context.req().getInputStream(), maxBody);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String header(String name) {
        return context.header(name);
    }

    /**
     * A page that was asked for.
     *
     * @param query what is listed, to which its tokens are bound
     */
    record Paging(List<String> query, @Nullable String after, int size) {
        /** One more than wanted, which tells whether there are further ones. */
        Page page() {
            return new Page(after, size + 1);
        }

        <T> List<T> cut(List<T> found) {
            return found.size() > size ? found.subList(0, size) : found;
        }

        /** Where the listing goes on; null at its end. */
        <T> @Nullable String next(List<T> found, Function<T, String> name) {
            return found.size() > size ? PageToken.after(name.apply(found.get(size - 1)), query) : null;
        }
    }
}
