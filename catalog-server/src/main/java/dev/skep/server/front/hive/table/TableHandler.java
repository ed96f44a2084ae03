package dev.skep.server.front.hive.table;

import dev.skep.hive.api.AlterTableArgs;
import dev.skep.hive.api.AlterTableReqArgs;
import dev.skep.hive.api.AlterTableRequest;
import dev.skep.hive.api.AlterTableResponse;
import dev.skep.hive.api.AlterTableWithCascadeArgs;
import dev.skep.hive.api.AlterTableWithEnvironmentContextArgs;
import dev.skep.hive.api.CreateTableArgs;
import dev.skep.hive.api.CreateTableReqArgs;
import dev.skep.hive.api.CreateTableRequest;
import dev.skep.hive.api.CreateTableWithConstraintsArgs;
import dev.skep.hive.api.CreateTableWithEnvironmentContextArgs;
import dev.skep.hive.api.DropTableArgs;
import dev.skep.hive.api.DropTableReqArgs;
import dev.skep.hive.api.DropTableRequest;
import dev.skep.hive.api.DropTableWithEnvironmentContextArgs;
import dev.skep.hive.api.EnvironmentContext;
import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.GetFieldsArgs;
import dev.skep.hive.api.GetFieldsReqArgs;
import dev.skep.hive.api.GetFieldsRequest;
import dev.skep.hive.api.GetFieldsResponse;
import dev.skep.hive.api.GetFieldsWithEnvironmentContextArgs;
import dev.skep.hive.api.GetSchemaArgs;
import dev.skep.hive.api.GetSchemaReqArgs;
import dev.skep.hive.api.GetSchemaRequest;
import dev.skep.hive.api.GetSchemaResponse;
import dev.skep.hive.api.GetSchemaWithEnvironmentContextArgs;
import dev.skep.hive.api.GetTableArgs;
import dev.skep.hive.api.GetTableReqArgs;
import dev.skep.hive.api.GetTableRequest;
import dev.skep.hive.api.GetTableResult;
import dev.skep.hive.api.SQLAllTableConstraints;
import dev.skep.hive.api.Table;
import dev.skep.hive.api.Tables;
import dev.skep.hive.api.TranslateTableDryrunArgs;
import dev.skep.hive.api.TruncateTableArgs;
import dev.skep.hive.api.TruncateTableReqArgs;
import dev.skep.hive.api.TruncateTableRequest;
import dev.skep.hive.api.TruncateTableResponse;
import dev.skep.server.catalog.TableAttachments;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.front.hive.constraint.ConstraintTranslator;
import dev.skep.server.front.hive.privilege.PrivilegeTranslator;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.session.LaterFields;
import dev.skep.server.front.hive.statistics.AttachedStatistics;
import dev.skep.server.front.hive.translation.EnvironmentContexts;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import dev.skep.thrift.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables and views. */
public final class TableHandler implements Tables<ClientSession> {
    private static final SQLAllTableConstraints NO_CONSTRAINTS =
            SQLAllTableConstraints.builder().build();

    private final TableService tables;
    private final ManagedTables managed;
    private final AttachedStatistics statistics;

    public TableHandler(TableService tables, ManagedTables managed, AttachedStatistics statistics) {
        this.tables = tables;
        this.managed = managed;
        this.statistics = statistics;
    }

    @Override
    public Elements<FieldSchema> getFields(GetFieldsArgs args, ClientSession session) {
        return Elements.of(fields(Translation.table(null, args.dbName(), args.tableName())));
    }

    @Override
    public Elements<FieldSchema> getFieldsWithEnvironmentContext(
            GetFieldsWithEnvironmentContextArgs args, ClientSession session) {
        return Elements.of(fields(Translation.table(null, args.dbName(), args.tableName())));
    }

    @Override
    public GetFieldsResponse getFieldsReq(GetFieldsReqArgs args, ClientSession session) {
        GetFieldsRequest request = Translation.required(args.req(), "request");
        TableName name = Translation.table(request.catName(), request.dbName(), request.tblName());
        return GetFieldsResponse.builder().fields(fields(name)).build();
    }

    @Override
    public Elements<FieldSchema> getSchema(GetSchemaArgs args, ClientSession session) {
        return Elements.of(schema(Translation.table(null, args.dbName(), args.tableName())));
    }

    @Override
    public Elements<FieldSchema> getSchemaWithEnvironmentContext(
            GetSchemaWithEnvironmentContextArgs args, ClientSession session) {
        return Elements.of(schema(Translation.table(null, args.dbName(), args.tableName())));
    }

    @Override
    public GetSchemaResponse getSchemaReq(GetSchemaReqArgs args, ClientSession session) {
        GetSchemaRequest request = Translation.required(args.req(), "request");
        TableName name = Translation.table(request.catName(), request.dbName(), request.tblName());
        return GetSchemaResponse.builder().fields(schema(name)).build();
    }

    @Override
    public void createTable(CreateTableArgs args, ClientSession session) {
        create(args.tbl(), NO_CONSTRAINTS, null, Set.of(), session);
    }

    @Override
    public void createTableWithEnvironmentContext(CreateTableWithEnvironmentContextArgs args, ClientSession session) {
        create(args.tbl(), NO_CONSTRAINTS, args.environmentContext(), Set.of(), session);
    }

    @Override
    public void createTableReq(CreateTableReqArgs args, ClientSession session) {
        CreateTableRequest request = Translation.required(args.request(), "request");
        create(
                request.table(),
                SQLAllTableConstraints.builder()
                        .primaryKeys(request.primaryKeys())
                        .foreignKeys(request.foreignKeys())
                        .uniqueConstraints(request.uniqueConstraints())
                        .notNullConstraints(request.notNullConstraints())
                        .defaultConstraints(request.defaultConstraints())
                        .checkConstraints(request.checkConstraints())
                        .build(),
                request.envContext(),
                TableAccess.capabilities(request.processorCapabilities()),
                session);
    }

    @Override
    public void createTableWithConstraints(CreateTableWithConstraintsArgs args, ClientSession session) {
        create(
                args.tbl(),
                SQLAllTableConstraints.builder()
                        .primaryKeys(args.primaryKeys())
                        .foreignKeys(args.foreignKeys())
                        .uniqueConstraints(args.uniqueConstraints())
                        .notNullConstraints(args.notNullConstraints())
                        .defaultConstraints(args.defaultConstraints())
                        .checkConstraints(args.checkConstraints())
                        .build(),
                null,
                Set.of(),
                session);
    }

    @Override
    public Table translateTableDryrun(TranslateTableDryrunArgs args, ClientSession session) {
        CreateTableRequest request = Translation.required(args.request(), "request");
        Table wire = Translation.required(request.table(), "table");
        return TableTranslator.toWire(tables.translated(managed.created(
                TableTranslator.toModel(TableTranslator.name(wire), wire),
                TableAccess.capabilities(request.processorCapabilities()),
                session)));
    }

    @Override
    public void dropTable(DropTableArgs args, ClientSession session) {
        drop(Translation.table(null, args.dbname(), args.name()), args.deleteData(), null);
    }

    @Override
    public void dropTableWithEnvironmentContext(DropTableWithEnvironmentContextArgs args, ClientSession session) {
        drop(Translation.table(null, args.dbname(), args.name()), args.deleteData(), args.environmentContext());
    }

    @Override
    public void dropTableReq(DropTableReqArgs args, ClientSession session) {
        DropTableRequest request = Translation.required(args.dropTableReq(), "request");
        drop(
                Translation.table(request.catalogName(), request.dbName(), request.tableName()),
                request.deleteData(),
                request.envContext());
    }

    @Override
    public void truncateTable(TruncateTableArgs args, ClientSession session) {
        truncate(Translation.table(null, args.dbName(), args.tableName()), args.partNames());
    }

    @Override
    public TruncateTableResponse truncateTableReq(TruncateTableReqArgs args, ClientSession session) {
        TruncateTableRequest request = Translation.required(args.req(), "request");
        truncate(Translation.table(null, request.dbName(), request.tableName()), request.partNames());
        return new TruncateTableResponse(UnknownFields.NONE);
    }

    @Override
    public Table getTable(GetTableArgs args, ClientSession session) {
        return get(Translation.table(null, args.dbname(), args.tblName()));
    }

    @Override
    public GetTableResult getTableReq(GetTableReqArgs args, ClientSession session) {
        GetTableRequest request = Translation.required(args.req(), "request");
        Table table = get(Translation.table(request.catName(), request.dbName(), request.tblName()));
        Table found = Translation.isTrue(request.getColumnStats()) ? statistics.with(table, request.engine()) : table;
        return GetTableResult.builder()
                .table(
                        managed.translates(session)
                                ? TableAccess.answered(found, TableAccess.capabilities(request.processorCapabilities()))
                                : found)
                .build();
    }

    @Override
    public void alterTable(AlterTableArgs args, ClientSession session) {
        alter(
                Translation.table(null, args.dbname(), args.tblName()),
                args.newTbl(),
                false,
                Precondition.NONE,
                null,
                session);
    }

    @Override
    public void alterTableWithEnvironmentContext(AlterTableWithEnvironmentContextArgs args, ClientSession session) {
        alter(
                Translation.table(null, args.dbname(), args.tblName()),
                args.newTbl(),
                EnvironmentContexts.cascades(args.environmentContext()),
                EnvironmentContexts.expected(args.environmentContext()),
                args.environmentContext(),
                session);
    }

    @Override
    public void alterTableWithCascade(AlterTableWithCascadeArgs args, ClientSession session) {
        alter(
                Translation.table(null, args.dbname(), args.tblName()),
                args.newTbl(),
                Translation.isTrue(args.cascade()),
                Precondition.NONE,
                null,
                session);
    }

    @Override
    public AlterTableResponse alterTableReq(AlterTableReqArgs args, ClientSession session) {
        AlterTableRequest request = Translation.required(args.req(), "request");
        EnvironmentContext context = request.environmentContext();
        Precondition precondition = request.expectedParameterKey() == null
                ? EnvironmentContexts.expected(context)
                : Precondition.parameter(request.expectedParameterKey(), request.expectedParameterValue());
        alter(
                Translation.table(request.catName(), request.dbName(), request.tableName()),
                request.table(),
                EnvironmentContexts.cascades(context),
                precondition,
                context,
                session);
        return new AlterTableResponse(UnknownFields.NONE);
    }

    /** Tables are as old as they are here, whatever the client says. */
    private void create(
            @Nullable Table table,
            SQLAllTableConstraints constraints,
            @Nullable EnvironmentContext context,
            Set<String> capabilities,
            ClientSession session) {
        Table wire = Translation.required(table, "table").toBuilder()
                .createTime(null)
                .build();
        TableName name = TableTranslator.name(wire);
        ConstraintTranslator translator =
                new ConstraintTranslator(name.database().catalog().value());
        tables.create(
                managed.created(TableTranslator.toModel(name, wire), capabilities, session),
                new TableAttachments(
                        translator.toModel(constraints),
                        PrivilegeTranslator.grants(name, wire.privileges()),
                        wire.creationMetadata() == null
                                ? List.of()
                                : MaterializedViewHandler.sources(wire.creationMetadata()),
                        CountedColumns.of(wire)),
                EnvironmentContexts.statistics(context),
                WriteMode.APPLY);
    }

    private Table get(TableName name) {
        return TableTranslator.toWire(tables.get(name));
    }

    private List<FieldSchema> fields(TableName name) {
        return LayoutTranslator.fields(tables.get(name).value().layout().columns());
    }

    private List<FieldSchema> schema(TableName name) {
        dev.skep.server.model.Table table = tables.get(name).value();
        List<FieldSchema> all =
                new ArrayList<>(LayoutTranslator.fields(table.layout().columns()));
        all.addAll(LayoutTranslator.fields(table.partitionKeys()));
        return all;
    }

    private void alter(
            TableName name,
            @Nullable Table newTable,
            boolean cascade,
            Precondition precondition,
            @Nullable EnvironmentContext context,
            ClientSession session) {
        Table wire = Translation.required(newTable, "table");
        requireSameCatalog(name, wire);
        requireLocation(wire);
        TableName newName = Translation.table(name.database().catalog().value(), wire.dbName(), wire.tableName());
        TableTranslator.requireComplete(newName, wire);
        LaterFields later = session.laterFields();
        tables.alter(
                name,
                before -> TableTranslator.altered(
                        before, TableTranslator.toModel(newName, later.in(TableTranslator.toWire(before), wire))),
                cascade,
                EnvironmentContexts.statistics(context),
                precondition,
                WriteMode.APPLY);
    }

    private void drop(TableName name, @Nullable Boolean deleteData, @Nullable EnvironmentContext context) {
        tables.drop(name, EnvironmentContexts.dropped(deleteData, context), Precondition.NONE, WriteMode.APPLY);
    }

    private void truncate(TableName name, @Nullable List<String> partitions) {
        tables.truncate(
                name,
                Translation.orEmpty(partitions).stream().map(PartitionName::new).toList());
    }

    private static void requireSameCatalog(TableName name, Table wire) {
        if (wire.catName() != null
                && !Names.catalog(wire.catName()).equals(name.database().catalog())) {
            throw CatalogException.invalid(
                    "Table " + name + " cannot be moved into catalog " + wire.catName() + ": make a new table there");
        }
    }

    /** An empty location stays as it is; one that is absent is a mistake, unless there is no directory. */
    private static void requireLocation(Table wire) {
        if (wire.sd() != null && TableTranslator.hasDirectory(wire)) {
            Translation.required(wire.sd().location(), "location of table " + wire.tableName());
        }
    }
}
