package dev.skep.server.front.hive.table;

import dev.skep.hive.api.CreationMetadata;
import dev.skep.hive.api.GetAllMaterializedViewObjectsForRewritingArgs;
import dev.skep.hive.api.GetMaterializationInvalidationInfoArgs;
import dev.skep.hive.api.GetMaterializedViewsForRewritingArgs;
import dev.skep.hive.api.Materialization;
import dev.skep.hive.api.MaterializedViews;
import dev.skep.hive.api.Table;
import dev.skep.hive.api.UpdateCreationMetadataArgs;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.acid.WriteIdService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.TableSummary;
import dev.skep.thrift.Elements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Materialized views. */
public final class MaterializedViewHandler implements MaterializedViews<ClientSession> {
    private final TableService tables;
    private final WriteIdService writeIds;

    public MaterializedViewHandler(TableService tables, WriteIdService writeIds) {
        this.tables = tables;
        this.writeIds = writeIds;
    }

    @Override
    public Elements<Table> getAllMaterializedViewObjectsForRewriting(
            GetAllMaterializedViewObjectsForRewritingArgs args, ClientSession session) {
        return Elements.of(enabled(Names.DEFAULT_CATALOG, NamePattern.ALL).toList());
    }

    @Override
    public List<String> getMaterializedViewsForRewriting(
            GetMaterializedViewsForRewritingArgs args, ClientSession session) {
        DatabaseName database = Translation.database(null, args.dbName());
        return enabled(database.catalog(), NamePattern.parse(database.value()))
                .filter(table -> TableTranslator.name(table).database().equals(database))
                .map(table -> Translation.required(table.tableName(), "table name"))
                .toList();
    }

    /**
     * What was updated or deleted in the tables that a view reads, or compacted, is not kept for as long as a view may be out
     * of date. So the answer is no only where nothing at all has been written since; else an engine builds the view anew,
     * which is always right.
     */
    @Override
    public Materialization getMaterializationInvalidationInfo(
            GetMaterializationInvalidationInfoArgs args, ClientSession session) {
        CreationMetadata metadata = Translation.required(args.creationMetadata(), "creation metadata");
        boolean same = metadata.validTxnList() != null
                && ViewSnapshot.parse(metadata.validTxnList()).isCurrent(sources(metadata), writeIds);
        return Materialization.builder()
                .sourceTablesUpdateDeleteModified(!same)
                .sourceTablesCompacted(!same)
                .build();
    }

    @Override
    public void updateCreationMetadata(UpdateCreationMetadataArgs args, ClientSession session) {
        CreationMetadata metadata = Translation.required(args.creationMetadata(), "creation metadata");
        tables.alterSources(
                Translation.table(args.catName(), args.dbname(), args.tblName()),
                view -> TableTranslator.createdFrom(view, metadata),
                sources(metadata));
    }

    /** The tables that a view reads, which older clients name with or without a catalog. */
    static List<TableName> sources(CreationMetadata metadata) {
        Stream<TableName> named = Translation.orEmpty(metadata.sourceTables()).stream()
                .map(source -> TableTranslator.name(source.table()));
        Stream<TableName> used = metadata.tablesUsed().stream().map(name -> used(metadata.catName(), name));
        return Stream.concat(named, used).distinct().toList();
    }

    private static TableName used(String catalog, String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        int last = parts.size() - 1;
        return Translation.table(
                last > 1 ? parts.get(0) : catalog, last > 0 ? parts.get(last - 1) : null, parts.get(last));
    }

    private Stream<Table> enabled(CatalogName catalog, NamePattern databases) {
        Map<DatabaseName, List<String>> views =
                tables.summaries(catalog, databases, NamePattern.ALL, Set.of(TableKind.MATERIALIZED_VIEW)).stream()
                        .map(TableSummary::name)
                        .collect(Collectors.groupingBy(
                                TableName::database,
                                LinkedHashMap::new,
                                Collectors.mapping(TableName::value, Collectors.toList())));
        return views.entrySet().stream()
                .flatMap(each -> tables.getAll(each.getKey(), each.getValue()).stream())
                .map(TableTranslator::toWire)
                .filter(table -> Translation.isTrue(table.rewriteEnabled()));
    }
}
