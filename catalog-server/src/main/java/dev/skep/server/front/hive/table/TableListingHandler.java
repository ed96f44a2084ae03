package dev.skep.server.front.hive.table;

import dev.skep.hive.api.ExtendedTableInfo;
import dev.skep.hive.api.GetAllTablesArgs;
import dev.skep.hive.api.GetTableMetaArgs;
import dev.skep.hive.api.GetTableNamesByFilterArgs;
import dev.skep.hive.api.GetTableObjectsByNameArgs;
import dev.skep.hive.api.GetTableObjectsByNameReqArgs;
import dev.skep.hive.api.GetTablesArgs;
import dev.skep.hive.api.GetTablesByTypeArgs;
import dev.skep.hive.api.GetTablesExtArgs;
import dev.skep.hive.api.GetTablesExtRequest;
import dev.skep.hive.api.GetTablesExtRequestFields;
import dev.skep.hive.api.GetTablesRequest;
import dev.skep.hive.api.GetTablesResult;
import dev.skep.hive.api.InvalidOperationException;
import dev.skep.hive.api.Table;
import dev.skep.hive.api.TableListings;
import dev.skep.hive.api.TableMeta;
import dev.skep.hive.api.UnknownDBException;
import dev.skep.server.catalog.TableService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableSummary;
import dev.skep.thrift.Elements;
import dev.skep.thrift.Generation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Many tables of one or several databases. */
public final class TableListingHandler implements TableListings<ClientSession> {
    private final TableService tables;
    private final ManagedTables managed;

    public TableListingHandler(TableService tables, ManagedTables managed) {
        this.tables = tables;
        this.managed = managed;
    }

    @Override
    public List<String> getTables(GetTablesArgs args, ClientSession session) {
        return tables.names(Translation.database(null, args.dbName()), Translation.pattern(args.pattern()), Set.of());
    }

    @Override
    public List<String> getTablesByType(GetTablesByTypeArgs args, ClientSession session) {
        DatabaseName database = Translation.database(null, args.dbName());
        String type = args.tableType();
        if (type == null) {
            return tables.names(database, Translation.pattern(args.pattern()), Set.of());
        }
        Optional<TableKind> kind = TableTranslator.kind(type);
        return kind.isEmpty()
                ? List.of()
                : tables.names(database, Translation.pattern(args.pattern()), Set.of(kind.get()));
    }

    @Override
    public Elements<TableMeta> getTableMeta(GetTableMetaArgs args, ClientSession session) {
        List<String> types = Translation.orEmpty(args.tblTypes());
        Set<TableKind> kinds = types.stream()
                .map(TableTranslator::kind)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (kinds.isEmpty() && !types.isEmpty()) {
            return Elements.none();
        }
        // Clients of Hive 3 ask for the tables of one catalog, and are not told what it is called.
        boolean named = session.generation().atLeast(Generation.HIVE_4);
        return Elements.of(tables
                .summaries(
                        Translation.catalogOf(args.dbPatterns()),
                        Translation.databasePattern(args.dbPatterns()),
                        Translation.pattern(args.tblPatterns()),
                        kinds)
                .stream()
                .map(TableTranslator::toWire)
                .map(meta -> named ? meta : meta.toBuilder().catName(null).build())
                .toList());
    }

    @Override
    public List<String> getAllTables(GetAllTablesArgs args, ClientSession session) {
        return tables.names(Translation.database(null, args.dbName()), NamePattern.ALL, Set.of());
    }

    @Override
    public List<String> getTableNamesByFilter(GetTableNamesByFilterArgs args, ClientSession session)
            throws UnknownDBException, InvalidOperationException {
        String database = args.dbname();
        // An empty catalog is none here, and not the default one.
        if (database == null || database.isBlank() || database.startsWith("@#") || database.endsWith("#")) {
            throw new UnknownDBException("The request names no database");
        }
        String filter = args.filter();
        if (filter == null) {
            throw new InvalidOperationException("The request has no filter of tables");
        }
        int limit = Objects.requireNonNullElse(args.maxTables(), (short) -1);
        return tables.filtered(Translation.database(null, database), filter, limit);
    }

    @Override
    public Elements<ExtendedTableInfo> getTablesExt(GetTablesExtArgs args, ClientSession session) {
        GetTablesExtRequest request = Translation.required(args.req(), "request");
        DatabaseName database = Translation.database(request.catalog(), request.database());
        List<String> names = tables.names(database, Translation.pattern(request.tableNamePattern()), Set.of());
        int limit = Objects.requireNonNullElse(request.limit(), 0);
        if (names.isEmpty()) {
            return Elements.none();
        }
        List<String> first = limit > 0 ? names.subList(0, Math.min(limit, names.size())) : names;
        return Elements.of(tables.getAll(database, first).stream()
                .map(stored -> extended(
                        stored.value(),
                        request.requestedFields(),
                        managed.translates(session)
                                ? TableAccess.capabilities(request.processorCapabilities())
                                : Set.of()))
                .toList());
    }

    @Override
    public Elements<Table> getTableObjectsByName(GetTableObjectsByNameArgs args, ClientSession session)
            throws UnknownDBException {
        DatabaseName database = named(null, args.dbname());
        return getAll(database, args.tblNames(), TableProjection.ALL);
    }

    @Override
    public GetTablesResult getTableObjectsByNameReq(GetTableObjectsByNameReqArgs args, ClientSession session)
            throws UnknownDBException {
        GetTablesRequest request = Translation.required(args.req(), "request");
        TableProjection projection = TableProjection.of(request.projectionSpec());
        String pattern = request.tablesPattern();
        Elements<Table> found = request.tblNames() == null && pattern != null
                ? matching(request, NamePattern.parse(pattern), projection)
                : getAll(named(request.catName(), request.dbName()), request.tblNames(), projection);
        if (!managed.translates(session)) {
            return GetTablesResult.builder().tables(found).build();
        }
        Set<String> capabilities = TableAccess.capabilities(request.processorCapabilities());
        List<Table> answered = new ArrayList<>();
        found.forEach(table -> answered.add(projection.isAll() ? TableAccess.answered(table, capabilities) : table));
        return GetTablesResult.builder().tables(Elements.of(answered)).build();
    }

    /** Of all databases that match, since with a pattern of tables comes one of databases. */
    private Elements<Table> matching(GetTablesRequest request, NamePattern pattern, TableProjection projection) {
        List<TableSummary> found = tables.matching(
                Names.catalog(request.catName()), Translation.databasePattern(request.dbName()), pattern);
        if (projection.isOfSummary()) {
            return Elements.of(found.stream().map(projection::of).toList());
        }
        Map<DatabaseName, List<String>> byDatabase = new LinkedHashMap<>();
        found.forEach(table -> byDatabase
                .computeIfAbsent(table.name().database(), database -> new ArrayList<>())
                .add(table.name().value()));
        List<Table> all = new ArrayList<>();
        byDatabase.forEach(
                (database, names) -> getAll(database, names, projection).forEach(all::add));
        return Elements.of(all);
    }

    private static ExtendedTableInfo extended(dev.skep.server.model.Table table, int requested, Set<String> clientCan) {
        Table wire = TableAccess.answered(TableTranslator.toWire(table), clientCan);
        boolean access = (requested & GetTablesExtRequestFields.ACCESS_TYPE.number()) != 0;
        boolean capabilities = (requested & GetTablesExtRequestFields.PROCESSOR_CAPABILITIES.number()) != 0;
        return ExtendedTableInfo.builder()
                .tblName(table.name().value())
                .accessType(access && wire.accessType() != null ? Integer.valueOf(wire.accessType()) : null)
                .requiredReadCapabilities(capabilities ? wire.requiredReadCapabilities() : null)
                .requiredWriteCapabilities(capabilities ? wire.requiredWriteCapabilities() : null)
                .build();
    }

    /** Clients of Hive know these cases by the words. */
    private static DatabaseName named(@Nullable String catalog, @Nullable String name) throws UnknownDBException {
        if (name == null || name.isEmpty() || name.endsWith("#")) {
            throw new UnknownDBException("The name of the database is null or empty");
        }
        return Translation.database(catalog, name);
    }

    private Elements<Table> getAll(DatabaseName database, @Nullable List<String> names, TableProjection projection) {
        if (names == null) {
            throw CatalogException.invalid("The request has null tables of database " + database);
        }
        List<String> folded = names.stream()
                .map(name -> Names.table(database, name).value())
                .distinct()
                .toList();
        return Elements.of(found(database, folded).stream()
                .map(stored -> projection.of(TableTranslator.toWire(stored)))
                .toList());
    }

    private List<Stored<dev.skep.server.model.Table>> found(DatabaseName database, List<String> names) {
        try {
            return tables.getAll(database, names);
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.NOT_FOUND_DATABASE) {
                throw e;
            }
            throw new CatalogException(
                    e.kind(), "Could not find database " + database.catalog().value() + "." + database.value(), e);
        }
    }
}
