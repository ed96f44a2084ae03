package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.server.catalog.DroppedFiles;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.catalog.QuickStatistics;
import dev.skep.server.catalog.SelectedPartitions;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.session.LaterFields;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Listing;
import dev.skep.thrift.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the many spellings of the partition methods are reduced to. */
public final class PartitionOperations {
    /** A parameter of a table that lets partitions of one shape share a descriptor in an answer. */
    private static final String GROUPED = "hive.hcatalog.partition.spec.grouping.enabled";

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");

    private final PartitionService partitions;
    private final TableService tables;

    /** @param tables whose heads tell the keys of partitions */
    public PartitionOperations(PartitionService partitions, TableService tables) {
        this.partitions = partitions;
        this.tables = tables;
    }

    Partition add(@Nullable Partition partition, QuickStatistics statistics) {
        List<Partition> one = one(partition);
        return addAll(tableOf(one), one, PartitionColumns.OWN, false, statistics)
                .get(0);
    }

    /** @return how many */
    int addAll(List<Partition> wire, QuickStatistics statistics) {
        return wire.isEmpty()
                ? 0
                : addAll(PartitionTranslator.table(wire.get(0)), wire, PartitionColumns.OWN, false, statistics)
                        .size();
    }

    /** Partitions are as old as they are here, whatever the client says. */
    List<Partition> addAll(
            TableName table,
            List<Partition> wire,
            PartitionColumns columns,
            boolean ifNotExists,
            QuickStatistics statistics) {
        List<dev.skep.server.model.Partition> added = partitions
                .add(
                        table,
                        found -> {
                            requireOneSpelling(wire);
                            wire.forEach(partition -> requireDescriptor(found, partition));
                            wire.forEach(PartitionOperations::requireWholeLocation);
                            return models(
                                    found,
                                    columns,
                                    wire.stream()
                                            .map(PartitionOperations::withoutAge)
                                            .toList());
                        },
                        ifNotExists,
                        statistics,
                        WriteMode.APPLY)
                .added();
        return wire(table, added);
    }

    Partition append(TableName table, List<String> values, QuickStatistics statistics) {
        return appended(table, found -> values, statistics);
    }

    Partition append(TableName table, PartitionName name, QuickStatistics statistics) {
        return appended(
                table, found -> name.restrictedTo(found.partitionKeys()).valuesOf(found.partitionKeys()), statistics);
    }

    private Partition appended(TableName table, Function<Table, List<String>> values, QuickStatistics statistics) {
        List<dev.skep.server.model.Partition> added = partitions
                .add(table, found -> List.of(draft(found, values.apply(found))), false, statistics, WriteMode.APPLY)
                .added();
        return wire(table, added).get(0);
    }

    private static dev.skep.server.model.Partition draft(Table table, List<String> values) {
        if (table.location() == null) {
            throw CatalogException.invalid(
                    "Table " + table.name() + " has no location that a partition could be appended in: add it");
        }
        return new dev.skep.server.model.Partition(values, null, null, null, table.layout(), Map.of(), Extras.NONE);
    }

    List<Partition> drop(TableName table, SelectedPartitions selected, DroppedFiles files, boolean ifExists) {
        return wireOfStored(table, partitions.drop(table, selected, files, ifExists, WriteMode.APPLY));
    }

    boolean drop(TableName table, SelectedPartitions selected, DroppedFiles files) {
        partitions.drop(table, selected, files, false, WriteMode.APPLY);
        return true;
    }

    Partition get(TableName table, @Nullable List<String> values) {
        return PartitionTranslator.toWire(
                table,
                partitions
                        .get(table, Translation.required(values, "partition values"))
                        .value());
    }

    Partition get(TableName table, PartitionName name) {
        return PartitionTranslator.toWire(
                table, partitions.getAsHive(table, name).value());
    }

    Elements<Partition> list(TableName table, Selection selection, int limit, ClientSession session) {
        return list(table, selection, limit, PartitionView.WHOLE, session);
    }

    Elements<Partition> list(
            TableName table, Selection selection, int limit, PartitionView view, ClientSession session) {
        return new PartitionStream(table, partitions.list(table, selection, limit), session.generation(), view);
    }

    Elements<PartitionSpec> specs(TableName name, Selection selection, int limit, ClientSession session) {
        Table table = tables.get(name).value();
        return Boolean.parseBoolean(table.parameters().get(GROUPED))
                ? Elements.of(PartitionSpecs.grouped(
                        name, table.location(), all(name, selection, limit, PartitionView.WHOLE)))
                : Elements.of(
                        List.of(PartitionSpecs.listed(name, table.location(), list(name, selection, limit, session))));
    }

    /** @param orRefuse whether an answer that would be false is an error */
    boolean allows(List<String> values, boolean orRefuse) {
        try {
            partitions.requireAllowed(values);
            return true;
        } catch (CatalogException e) {
            if (orRefuse) {
                throw e;
            }
            return false;
        }
    }

    int count(TableName table, Selection selection) {
        return partitions.count(table, selection);
    }

    /** Those that are selected, in memory. */
    List<Partition> all(TableName table, Selection selection, int limit, PartitionView view) {
        try (Listing<Stored<dev.skep.server.model.Partition>> found = partitions.list(table, selection, limit)) {
            List<Partition> all = new ArrayList<>(found.size());
            found.forEach(stored -> all.add(PartitionTranslator.toWire(table, stored.value(), view)));
            return all;
        }
    }

    /** As Hive does, a table that is not there has no partitions. */
    List<String> allNames(TableName table, int limit) {
        Translation.required(table.database().value().isEmpty() ? null : table, "database name");
        Translation.required(table.value().isEmpty() ? null : table, "table name");
        try {
            return names(table, PartitionRequests.ALL, limit);
        } catch (CatalogException e) {
            if (e.kind() == ErrorKind.NOT_FOUND_TABLE) {
                return List.of();
            }
            throw e;
        }
    }

    List<String> names(TableName table, Selection selection, int limit) {
        try (Listing<PartitionName> listing = partitions.names(table, selection, limit)) {
            List<String> names = new ArrayList<>(listing.size());
            listing.forEach(name -> names.add(name.value()));
            return names;
        }
    }

    TableHead head(TableName table) {
        return TableHead.of(tables.get(table));
    }

    List<Partition> byNames(TableName table, List<String> names, PartitionView view) {
        return partitions.getAll(table, names.stream().map(PartitionName::new).toList()).stream()
                .map(stored -> PartitionTranslator.toWire(table, stored.value(), view))
                .toList();
    }

    void alter(
            TableName table,
            @Nullable List<Partition> wire,
            PartitionColumns columns,
            QuickStatistics statistics,
            LaterFields later) {
        List<Partition> next = Translation.required(wire, "partitions");
        partitions.alter(
                table,
                found -> models(found, columns, next),
                (before, sent) -> PartitionTranslator.altered(table, before, sent, later),
                statistics);
    }

    void rename(TableName table, @Nullable List<String> values, @Nullable Partition wire, LaterFields later) {
        Partition next = Translation.required(wire, "partition");
        partitions.rename(
                table,
                Translation.required(values, "partition values"),
                found -> models(found, PartitionColumns.OWN, List.of(next)).get(0),
                (before, sent) -> PartitionTranslator.altered(table, before, sent, later));
    }

    static List<Partition> one(@Nullable Partition partition) {
        return List.of(Translation.required(partition, "partition"));
    }

    private static List<Partition> wire(TableName table, List<dev.skep.server.model.Partition> found) {
        return found.stream()
                .map(partition -> PartitionTranslator.toWire(table, partition))
                .toList();
    }

    private static List<Partition> wireOfStored(TableName table, List<Stored<dev.skep.server.model.Partition>> found) {
        return wire(table, found.stream().map(Stored::value).toList());
    }

    private static TableName tableOf(List<Partition> wire) {
        List<TableName> tables =
                wire.stream().map(PartitionTranslator::table).distinct().toList();
        if (tables.size() > 1) {
            throw CatalogException.invalid("The partitions of one request belong to one table, not to " + tables);
        }
        return tables.get(0);
    }

    /** Partitions that must say that they belong to this table. */
    private static List<dev.skep.server.model.Partition> models(
            Table table, PartitionColumns columns, List<Partition> wire) {
        String catalog = table.name().database().catalog().value();
        for (Partition partition : wire) {
            TableName own = Translation.table(catalog, partition.dbName(), partition.tableName());
            if (!own.equals(table.name())) {
                throw CatalogException.invalid("A partition says that it belongs to table " + own
                        + ", but the request is about " + table.name());
            }
        }
        return wire.stream()
                .map(partition -> columns.into(PartitionTranslator.toModel(partition, table), table))
                .toList();
    }

    /** Hive compares the names of one request letter by letter. */
    private static void requireOneSpelling(List<Partition> wire) {
        List<String> names = wire.stream()
                .map(partition -> partition.dbName() + "." + partition.tableName())
                .distinct()
                .toList();
        if (names.size() > 1) {
            throw CatalogException.invalid("The partitions of one request belong to one table, not to " + names);
        }
    }

    private static void requireDescriptor(Table table, Partition wire) {
        boolean nothingToSay = wire.sd() == null && table.kind().isVirtual();
        if (!nothingToSay && (wire.sd() == null || wire.sd().serdeInfo() == null)) {
            throw CatalogException.invalid("Partition " + wire.values() + " of table " + wire.tableName() + " has no "
                    + (wire.sd() == null ? "storage descriptor" : "serde in its storage descriptor"));
        }
    }

    /** Hive's clients mean a path from the root, and would look for a shorter one in the folder that they run in. */
    private static void requireWholeLocation(Partition wire) {
        String location =
                wire.sd() == null ? null : Translation.location(wire.sd().location());
        if (location != null
                && !location.startsWith("/")
                && !SCHEME.matcher(location).lookingAt()) {
            throw CatalogException.invalid("Partition " + wire.values() + " of table " + wire.tableName()
                    + " cannot lie at " + location + ": write its whole path, or leave its location out");
        }
    }

    private static Partition withoutAge(Partition partition) {
        return partition.toBuilder().createTime(null).build();
    }
}
