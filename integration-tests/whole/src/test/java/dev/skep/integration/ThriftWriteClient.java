package dev.skep.integration;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/** Writes by Thrift, with Hive's own client. */
final class ThriftWriteClient implements WriteClient {
    private final HiveMetaStoreClient hive;
    private final String database;

    ThriftWriteClient(URI server, String database) {
        HiveConf configuration = new HiveConf();
        configuration.setVar(HiveConf.ConfVars.METASTOREURIS, server.toString());
        this.database = database;
        try {
            this.hive = new HiveMetaStoreClient(configuration);
        } catch (MetaException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call that may be refused; a refusal is a failure of the test. */
    @FunctionalInterface
    private interface Call {
        void send() throws TException;
    }

    @Override
    public void createTable(String table, Map<String, String> parameters) throws LostException {
        SerDeInfo serde = new SerDeInfo(
                null, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Map.of("serialization.format", "1"));
        StorageDescriptor storage = new StorageDescriptor();
        storage.setCols(List.of(new FieldSchema("a", "int", null)));
        storage.setInputFormat("org.apache.hadoop.mapred.TextInputFormat");
        storage.setOutputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat");
        storage.setSerdeInfo(serde);
        storage.setParameters(new HashMap<>());
        Table created = new Table();
        created.setDbName(database);
        created.setTableName(table);
        created.setTableType("MANAGED_TABLE");
        created.setSd(storage);
        created.setPartitionKeys(List.of(new FieldSchema("k", "string", null)));
        created.setParameters(new HashMap<>(parameters));
        require(() -> hive.createTable(created));
    }

    @Override
    public void replaceParameters(String table, Map<String, String> parameters) throws LostException {
        require(() -> {
            Table altered = hive.getTable(database, table);
            altered.getParameters().putAll(parameters);
            hive.alter_table(database, table, altered);
        });
    }

    @Override
    public void addPartitions(String table, Collection<String> values) throws LostException {
        require(() -> {
            Table into = hive.getTable(database, table);
            List<Partition> partitions = new ArrayList<>();
            for (String value : values) {
                StorageDescriptor storage = into.getSd().deepCopy();
                storage.setLocation(into.getSd().getLocation() + "/k=" + value);
                partitions.add(new Partition(List.of(value), database, table, 0, 0, storage, new HashMap<>()));
            }
            hive.add_partitions(partitions);
        });
    }

    @Override
    public void dropPartitions(String table, Collection<String> values) throws LostException {
        // The client of 2.3 drops many partitions by serialized expressions only, so it drops them one by one here.
        for (String value : values) {
            require(() -> hive.dropPartition(database, table, List.of(value), true));
        }
    }

    @Override
    public void dropTable(String table) throws LostException {
        require(() -> hive.dropTable(database, table, true, false));
    }

    @Override
    public void close() {
        hive.close();
    }

    private static void require(Call call) throws LostException {
        try {
            call.send();
        } catch (TTransportException e) {
            throw new LostException(e);
        } catch (MetaException e) {
            // Hive has no exception of its own for a store that cannot be reached.
            throw new LostException(e);
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }
}
