package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.catalog.TableService;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tables and views of a database. */
final class TableResource {
    static final String ALL = DatabaseResource.ONE + "/tables";
    static final String ONE = ALL + "/{table}";

    private final TableService tables;

    TableResource(TableService tables) {
        this.tables = tables;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Set.of("pattern", "pageSize", "pageToken"), this::list),
                Route.post(ALL, Set.of("dryRun"), this::create),
                Route.get(ONE, Set.of(), this::get),
                Route.put(ONE, Set.of("cascade", "dryRun"), this::replace),
                Route.patch(ONE, Set.of("cascade", "dryRun"), this::patch),
                Route.delete(ONE, Set.of("deleteData", "dryRun"), this::drop));
    }

    private Answer list(Request request) {
        Request.Paging paging = request.paging();
        List<Stored<Table>> found = tables.page(request.database(), request.pattern(), paging.page());
        return Answer.json(new Tables(
                paging.cut(found).stream().map(TableJson::of).toList(),
                paging.next(found, table -> table.value().name().value())));
    }

    private Answer create(Request request) {
        Table draft = request.body(TableJson.class).toDraft(request.database());
        Stored<Table> created = tables.create(draft, request.mode());
        return request.created(TableJson.of(created), created.version(), Addresses.of(draft.name()));
    }

    private Answer get(Request request) {
        Stored<Table> stored = tables.get(request.table());
        return request.entity(TableJson.of(stored), stored.version());
    }

    private Answer replace(Request request) {
        TableJson next = request.body(TableJson.class);
        return altered(request, next::toReplacement, request.precondition(next.version()));
    }

    private Answer patch(Request request) {
        JsonNode patch = request.patch();
        return altered(
                request,
                current -> RestJson.patched(TableJson.of(current, null), patch).toReplacement(current),
                request.precondition(Request.version(patch)));
    }

    private Answer altered(Request request, UnaryOperator<Table> change, Precondition precondition) {
        Stored<Table> altered =
                tables.alter(request.table(), change, request.flag("cascade", false), precondition, request.mode());
        return Answer.entity(TableJson.of(altered), altered.version());
    }

    private Answer drop(Request request) {
        tables.drop(request.table(), request.flag("deleteData", true), request.precondition(), request.mode());
        return Answer.noContent();
    }

    private record Tables(List<TableJson> tables, @Nullable String nextPageToken) {}
}
