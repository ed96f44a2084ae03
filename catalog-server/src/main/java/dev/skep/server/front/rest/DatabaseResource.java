package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.Database;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The databases of a catalog. */
final class DatabaseResource {
    static final String ALL = "/api/v1/catalogs/{catalog}/databases";
    static final String ONE = ALL + "/{database}";

    private final DatabaseService databases;

    DatabaseResource(DatabaseService databases) {
        this.databases = databases;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Set.of("pattern", "pageSize", "pageToken"), this::list),
                Route.post(ALL, Set.of("dryRun"), this::create),
                Route.get(ONE, Set.of(), this::get),
                Route.put(ONE, Set.of("dryRun"), this::replace),
                Route.patch(ONE, Set.of("dryRun"), this::patch),
                Route.delete(ONE, Set.of("cascade", "deleteData", "dryRun"), this::drop));
    }

    private Answer list(Request request) {
        Request.Paging paging = request.paging();
        List<Stored<Database>> found = databases.page(request.catalog(), request.pattern(), paging.page());
        return Answer.json(new Databases(
                paging.cut(found).stream().map(DatabaseJson::of).toList(),
                paging.next(found, database -> database.value().name().value())));
    }

    private Answer create(Request request) {
        Database draft = request.body(DatabaseJson.class).toDraft(request.catalog());
        Stored<Database> created = databases.create(draft, request.mode());
        return request.created(DatabaseJson.of(created), created.version(), Addresses.of(draft.name()));
    }

    private Answer get(Request request) {
        Stored<Database> stored = databases.get(request.database());
        return request.entity(DatabaseJson.of(stored), stored.version());
    }

    private Answer replace(Request request) {
        DatabaseJson next = request.body(DatabaseJson.class);
        return altered(request, next::toReplacement, request.precondition(next.version()));
    }

    private Answer patch(Request request) {
        JsonNode patch = request.patch();
        return altered(
                request,
                current ->
                        RestJson.patched(DatabaseJson.of(current, null), patch).toReplacement(current),
                request.precondition(Request.version(patch)));
    }

    private Answer altered(Request request, UnaryOperator<Database> change, Precondition precondition) {
        WriteMode mode = request.mode();
        Stored<Database> altered = databases.alter(request.database(), change, precondition, mode);
        return Answer.entity(DatabaseJson.of(altered), altered.version());
    }

    private Answer drop(Request request) {
        databases.drop(
                request.database(),
                request.flag("cascade", false),
                request.flag("deleteData", true),
                request.precondition(),
                request.mode());
        return Answer.noContent();
    }

    private record Databases(
            List<DatabaseJson> databases, @Nullable String nextPageToken) {}
}
