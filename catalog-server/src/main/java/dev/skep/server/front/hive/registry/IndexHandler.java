package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AddIndexArgs;
import dev.skep.hive.api.AlterIndexArgs;
import dev.skep.hive.api.DropIndexByNameArgs;
import dev.skep.hive.api.GetIndexByNameArgs;
import dev.skep.hive.api.GetIndexNamesArgs;
import dev.skep.hive.api.GetIndexesArgs;
import dev.skep.hive.api.Index;
import dev.skep.hive.api.Indexes;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.server.catalog.registry.IndexService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.table.TableTranslator;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Names;
import dev.skep.server.model.index.IndexName;
import dev.skep.server.model.index.NamedIndex;
import dev.skep.server.model.index.TableIndex;
import dev.skep.thrift.Elements;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Indexes of tables, which clients of Hive 2 have. */
public final class IndexHandler implements Indexes<ClientSession> {
    private final IndexService indexes;

    public IndexHandler(IndexService indexes) {
        this.indexes = indexes;
    }

    @Override
    public Index addIndex(AddIndexArgs args, ClientSession session) {
        Index index = Translation.required(args.newIndex(), "index");
        Table table = args.indexTable();
        IndexName name = name(index.dbName(), index.origTableName(), index.indexName());
        TableIndex added = indexes.add(
                name,
                toModel(index),
                table == null ? null : TableTranslator.toModel(TableTranslator.name(table), table));
        return toWire(new NamedIndex(name, added));
    }

    @Override
    public void alterIndex(AlterIndexArgs args, ClientSession session) {
        indexes.alter(
                name(args.dbname(), args.baseTblName(), args.idxName()),
                toModel(Translation.required(args.newIdx(), "index")));
    }

    @Override
    public boolean dropIndexByName(DropIndexByNameArgs args, ClientSession session) {
        indexes.drop(name(args.dbName(), args.tblName(), args.indexName()), Translation.isTrue(args.deleteData()));
        return true;
    }

    @Override
    public Elements<Index> getIndexes(GetIndexesArgs args, ClientSession session) {
        return Elements.of(some(args.dbName(), args.tblName(), args.maxIndexes())
                .map(IndexHandler::toWire)
                .toList());
    }

    @Override
    public Index getIndexByName(GetIndexByNameArgs args, ClientSession session) {
        IndexName name = name(args.dbName(), args.tblName(), args.indexName());
        return toWire(new NamedIndex(name, indexes.get(name)));
    }

    @Override
    public List<String> getIndexNames(GetIndexNamesArgs args, ClientSession session) {
        return some(args.dbName(), args.tblName(), args.maxIndexes())
                .map(index -> index.name().value())
                .toList();
    }

    /** @param max below zero for all */
    private Stream<NamedIndex> some(@Nullable String database, @Nullable String table, @Nullable Short max) {
        List<NamedIndex> all = indexes.of(Translation.table(null, database, table));
        return all.stream().limit(max == null || max < 0 ? all.size() : max);
    }

    private static IndexName name(@Nullable String database, @Nullable String table, @Nullable String name) {
        return new IndexName(Translation.table(null, database, table), Translation.required(name, "name of the index"));
    }

    private static TableIndex toModel(Index wire) {
        StorageDescriptor descriptor =
                wire.sd() == null ? StorageDescriptor.builder().build() : wire.sd();
        return new TableIndex(
                wire.indexHandlerClass(),
                Objects.requireNonNullElse(wire.createTime(), 0),
                Objects.requireNonNullElse(wire.lastAccessTime(), 0),
                indexTable(wire.indexTableName()),
                LayoutTranslator.toModel(descriptor),
                Translation.location(descriptor.location()),
                Translation.orEmpty(wire.parameters()),
                Translation.isTrue(wire.deferredRebuild()),
                Rest.keep(Index.CODEC, Index.builder().unknown(wire.unknown()).build()));
    }

    /** A client may name the database too, which is that of the indexed table. */
    private static @Nullable String indexTable(@Nullable String raw) {
        return raw == null ? null : Names.folded(raw.substring(raw.indexOf('.') + 1));
    }

    private static Index toWire(NamedIndex named) {
        TableIndex index = named.index();
        return Rest.of(Index.CODEC, index.extras())
                .map(Index::toBuilder)
                .orElseGet(Index::builder)
                .indexName(named.name().value())
                .dbName(named.name().table().database().value())
                .origTableName(named.name().table().value())
                .indexHandlerClass(index.handler())
                .createTime((int) index.createdAt())
                .lastAccessTime((int) index.accessedAt())
                .indexTableName(index.indexTable())
                .sd(LayoutTranslator.toWire(index.layout(), index.location()))
                .parameters(index.parameters())
                .deferredRebuild(index.deferredRebuild())
                .build();
    }
}
