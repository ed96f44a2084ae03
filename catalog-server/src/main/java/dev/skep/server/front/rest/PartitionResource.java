package dev.skep.server.front.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.skep.server.catalog.DroppedFiles;
import dev.skep.server.catalog.PartitionParameters;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionService.Added;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.catalog.SelectedPartitions;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The partitions of a table. */
final class PartitionResource {
    static final String ALL = TableResource.ONE + "/partitions";
    static final String ONE = ALL + "/{partition}";

    private static final int MAX_AT_ONCE = 10_000;

    /** As many as a page may have, since whole partitions are answered. */
    private static final int MAX_FOUND = 1_000;

    private final TableService tables;
    private final PartitionService partitions;
    private final PartitionParameters parameters;

    PartitionResource(TableService tables, PartitionService partitions, PartitionParameters parameters) {
        this.tables = tables;
        this.partitions = partitions;
        this.parameters = parameters;
    }

    /** What has a fixed last segment stands first; no partition is called so, as every name holds an equals sign. */
    List<Route> routes() {
        return List.of(
                Route.get(ALL, Set.of("filter", "names", "pageSize", "pageToken"), this::list),
                Route.post(ALL, Set.of("dryRun"), this::add),
                Route.get(ALL + "/count", Set.of("filter"), this::count),
                Route.post(ALL + "/find", Set.of(), this::find),
                Route.post(ALL + "/delete", Set.of("dryRun"), this::dropAll),
                Route.post(ALL + "/parameters", Set.of("dryRun"), this::changeParameters),
                Route.get(ONE, Set.of(), this::get),
                Route.put(ONE, Set.of("dryRun"), this::replace),
                Route.delete(ONE, Set.of("deleteData", "dryRun"), this::drop));
    }

    private Answer list(Request request) {
        Request.Paging paging = request.paging();
        Table table = tables.get(request.table()).value();
        List<Stored<Partition>> found = partitions.page(request.table(), selection(request), paging.page());
        List<Stored<Partition>> shown = paging.cut(found);
        Function<Stored<Partition>, String> name = partition -> PartitionName.of(
                        table.partitionKeys(), partition.value().values())
                .value();
        String next = paging.next(found, name);
        return request.flag("names", false)
                ? Answer.json(new PartitionNames(shown.stream().map(name).toList(), next))
                : Answer.json(new Partitions(
                        shown.stream()
                                .map(partition -> PartitionJson.of(table, partition))
                                .toList(),
                        next));
    }

    private Answer find(Request request) {
        List<String> given = Required.present(request.body(Names.class).names, "names");
        requireFew(given.size(), MAX_FOUND, "names");
        Table table = tables.get(request.table()).value();
        List<PartitionName> names = given.stream().map(Request::spelled).toList();
        return Answer.json(new Partitions(
                partitions.page(request.table(), SelectedPartitions.names(names)).stream()
                        .map(partition -> PartitionJson.of(table, partition))
                        .toList(),
                null));
    }

    private Answer count(Request request) {
        return Answer.json(new Count(partitions.count(request.table(), selection(request))));
    }

    private Answer add(Request request) {
        Addition addition = request.body(Addition.class);
        List<PartitionJson> given = Required.present(addition.partitions, "partitions");
        requireFew(given.size(), MAX_AT_ONCE, "partitions");
        Added done = partitions.add(
                request.table(),
                table -> drafts(table, given),
                Boolean.TRUE.equals(addition.ifNotExists),
                request.mode());
        Answer counted = Answer.json(
                new AdditionDone(done.added().size(), done.existing().size()));
        return request.mode() == WriteMode.APPLY ? counted.withStatus(201) : counted;
    }

    private static List<Partition> drafts(Table table, List<PartitionJson> given) {
        List<Partition> drafts = new ArrayList<>(given.size());
        for (PartitionJson partition : given) {
            drafts.add(partition.toDraft(table, "partitions[" + drafts.size() + "]."));
        }
        return drafts;
    }

    private Answer get(Request request) {
        Table table = tables.get(request.table()).value();
        Stored<Partition> stored = partitions.get(request.table(), request.partition());
        return request.entity(PartitionJson.of(table, stored), stored.version());
    }

    private Answer replace(Request request) {
        PartitionJson next = request.body(PartitionJson.class);
        Table table = tables.get(request.table()).value();
        Stored<Partition> altered = partitions.alter(
                request.table(),
                request.partition(),
                next::toReplacement,
                request.precondition(next.version()),
                request.mode());
        return Answer.entity(PartitionJson.of(table, altered), altered.version());
    }

    private Answer drop(Request request) {
        partitions.drop(
                request.table(),
                request.partition(),
                DroppedFiles.removed(request.flag("deleteData", true)),
                request.precondition(),
                request.mode());
        return Answer.noContent();
    }

    private Answer dropAll(Request request) {
        Removal removal = request.body(Removal.class);
        List<String> given = Required.present(removal.names, "names");
        requireFew(given.size(), MAX_AT_ONCE, "names");
        int dropped = partitions
                .drop(
                        request.table(),
                        SelectedPartitions.names(
                                given.stream().map(Request::spelled).toList()),
                        DroppedFiles.removed(!Boolean.FALSE.equals(removal.deleteData)),
                        true,
                        request.mode())
                .size();
        return Answer.json(new RemovalDone(dropped));
    }

    private Answer changeParameters(Request request) {
        ParameterChanges given = request.body(ParameterChanges.class);
        List<ParameterChange> changes = Required.present(given.partitions, "partitions");
        requireFew(changes.size(), MAX_AT_ONCE, "partitions");
        Map<PartitionName, Map<String, @Nullable String>> byName = new LinkedHashMap<>();
        for (ParameterChange change : changes) {
            String field = "partitions[" + byName.size() + "].";
            PartitionName name = Request.spelled(Required.present(change.name, field + "name"));
            if (byName.put(name, Required.present(change.parameters, field + "parameters")) != null) {
                throw CatalogException.invalid("The partition " + name + " is given twice in one request");
            }
        }
        PartitionParameters.Done done = parameters.change(request.table(), byName, request.mode());
        return Answer.json(new ParametersChanged(done.changed(), done.missing()));
    }

    private static Selection selection(Request request) {
        return request.parameter("filter")
                .<Selection>map(Selection.ByFilter::new)
                .orElseGet(Selection.All::new);
    }

    private static void requireFew(int count, int most, String field) {
        if (count > most) {
            throw new CatalogException(
                    ErrorKind.TOO_LARGE,
                    "The field '" + field + "' has " + count + " elements; send at most " + most + " at once");
        }
    }

    private record Partitions(
            List<PartitionJson> partitions, @Nullable String nextPageToken) {}

    private record PartitionNames(
            List<String> names, @Nullable String nextPageToken) {}

    private record Names(@Nullable List<String> names) {}

    private record Count(int count) {}

    private record Addition(
            @Nullable List<PartitionJson> partitions,
            @Nullable Boolean ifNotExists) {}

    private record AdditionDone(int added, int existing) {}

    private record Removal(
            @Nullable List<String> names, @Nullable Boolean deleteData) {}

    private record RemovalDone(int deleted) {}

    private record ParameterChanges(@Nullable List<ParameterChange> partitions) {}

    /** @param parameters those that change; null takes one away */
    private record ParameterChange(
            @Nullable String name,

            @JsonSetter(contentNulls = Nulls.SET) @Nullable Map<String, @Nullable String> parameters) {}

    private record ParametersChanged(int changed, int missing) {}
}
