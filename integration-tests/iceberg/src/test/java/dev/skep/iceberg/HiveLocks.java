package dev.skep.iceberg;

import java.net.URI;
import java.util.List;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.LockComponent;
import org.apache.hadoop.hive.metastore.api.LockLevel;
import org.apache.hadoop.hive.metastore.api.LockRequest;
import org.apache.hadoop.hive.metastore.api.LockState;
import org.apache.hadoop.hive.metastore.api.LockType;
import org.apache.hadoop.hive.metastore.api.ShowLocksRequest;
import org.apache.hadoop.hive.metastore.api.ShowLocksResponseElement;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.thrift.TException;

/** The locks of Hive, as somebody else than Iceberg sees and takes them. */
final class HiveLocks implements AutoCloseable {
    private final HiveMetaStoreClient client;

    HiveLocks(URI metastore) throws TException {
        HiveConf configuration = new HiveConf();
        configuration.setVar(HiveConf.ConfVars.METASTOREURIS, metastore.toString());
        this.client = new HiveMetaStoreClient(configuration);
    }

    List<ShowLocksResponseElement> all() throws TException {
        return client.showLocks(new ShowLocksRequest()).getLocks();
    }

    /** Takes the lock that a commit takes, without saying which program does. */
    long take(TableIdentifier table) throws TException {
        LockComponent part = new LockComponent(
                LockType.EXCLUSIVE, LockLevel.TABLE, table.namespace().toString());
        part.setTablename(table.name());
        var answer = client.lock(new LockRequest(List.of(part), "tess", "localhost"));
        if (answer.getState() != LockState.ACQUIRED) {
            throw new AssertionError(answer.toString());
        }
        return answer.getLockid();
    }

    /** Says that the holder is alive. */
    void heartbeat(long lock) throws TException {
        client.heartbeat(0, lock);
    }

    void give(long lock) throws TException {
        client.unlock(lock);
    }

    @Override
    public void close() {
        client.close();
    }
}
