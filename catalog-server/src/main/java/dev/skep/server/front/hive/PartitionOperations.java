package dev.skep.server.front.hive;

import dev.skep.hive.api.Partition;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionService.Selected;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Extras;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Listing;
import dev.skep.thrift.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the many spellings of the partition methods are reduced to. */
final class PartitionOperations {
    private final PartitionService partitions;

    PartitionOperations(PartitionService partitions) {
        this.partitions = partitions;
    }

    Partition add(@Nullable Partition partition) {
        List<Partition> one = one(partition);
        return addAll(tableOf(one), one, false).get(0);
    }

    /** @return how many */
    int addAll(List<Partition> wire) {
        return wire.isEmpty() ? 0 : addAll(tableOf(wire), wire, false).size();
    }

    /** Partitions are as old as they are here, whatever the client says. */
    List<Partition> addAll(TableName table, List<Partition> wire, boolean ifNotExists) {
        List<dev.skep.server.model.Partition> added = partitions
                .add(
                        table,
                        found -> models(
                                found,
                                wire.stream()
                                        .map(PartitionOperations::withoutAge)
                                        .toList()),
                        ifNotExists,
                        WriteMode.APPLY)
                .added();
        return wire(table, added);
    }

    Partition append(TableName table, List<String> values) {
        return appended(table, found -> values);
    }

    Partition append(TableName table, PartitionName name) {
        return appended(table, found -> name.valuesOf(found.partitionKeys()));
    }

    private Partition appended(TableName table, Function<dev.skep.server.model.Table, List<String>> values) {
        List<dev.skep.server.model.Partition> added = partitions
                .add(table, found -> List.of(draft(found, values.apply(found))), false, WriteMode.APPLY)
                .added();
        return wire(table, added).get(0);
    }

    private static dev.skep.server.model.Partition draft(dev.skep.server.model.Table table, List<String> values) {
        return new dev.skep.server.model.Partition(values, null, null, null, table.layout(), Map.of(), Extras.NONE);
    }

    List<Partition> drop(TableName table, List<String> names, boolean deleteData, boolean ifExists) {
        Selected selected =
                Selected.names(names.stream().map(PartitionName::new).toList());
        return wireOfStored(table, partitions.drop(table, selected, deleteData, ifExists, WriteMode.APPLY));
    }

    boolean drop(TableName table, Selected selected, @Nullable Boolean deleteData) {
        partitions.drop(table, selected, Translation.isTrue(deleteData), false, WriteMode.APPLY);
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
        return PartitionTranslator.toWire(table, partitions.get(table, name).value());
    }

    Elements<Partition> list(TableName table, Selection selection, int limit, ClientSession session) {
        return new PartitionStream(table, partitions.list(table, selection, limit), session.generation());
    }

    List<String> names(TableName table, Selection selection, int limit) {
        try (Listing<PartitionName> listing = partitions.names(table, selection, limit)) {
            List<String> names = new ArrayList<>(listing.size());
            listing.forEach(name -> names.add(name.value()));
            return names;
        }
    }

    List<Partition> byNames(TableName table, List<String> names) {
        return wireOfStored(
                table,
                partitions.getAll(table, names.stream().map(PartitionName::new).toList()));
    }

    void alter(TableName table, @Nullable List<Partition> wire) {
        List<Partition> next = Translation.required(wire, "partitions");
        partitions.alter(table, found -> models(found, next));
    }

    void rename(TableName table, @Nullable List<String> values, @Nullable Partition wire) {
        Partition next = Translation.required(wire, "partition");
        partitions.rename(
                table,
                Translation.required(values, "partition values"),
                found -> models(found, List.of(next)).get(0));
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
            dev.skep.server.model.Table table, List<Partition> wire) {
        String catalog = table.name().database().catalog().value();
        for (Partition partition : wire) {
            TableName own = Translation.table(catalog, partition.dbName(), partition.tableName());
            if (!own.equals(table.name())) {
                throw CatalogException.invalid("A partition says that it belongs to table " + own
                        + ", but the request is about " + table.name());
            }
        }
        return wire.stream()
                .map(partition -> PartitionTranslator.toModel(partition, table.layout()))
                .toList();
    }

    private static Partition withoutAge(Partition partition) {
        return partition.toBuilder().createTime(null).build();
    }
}
