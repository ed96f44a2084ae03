package dev.skep.server.store.sql;

import dev.skep.server.model.Column;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableHead;
import java.util.List;

/** A process that writes table after table, three partitions each, and says of each when it is committed. */
final class Writer {
    private Writer() {}

    /** @param args URL, user and password of an empty database */
    public static void main(String[] args) {
        SqlCatalogStore store =
                SqlCatalogStore.open(new StoreSettings(args[0], args[1], args[2], 2), new StatementCounter());
        store.inTransaction(tx -> tx.databases().insert(Samples.database(Samples.DB)));
        for (int i = 0; ; i++) {
            String name = "t" + i;
            store.inTransaction(tx -> {
                TableHead head = TableHead.of(
                        tx.tables().insert(Samples.table(Names.table(Samples.DB, name), new Column("k", "string"))));
                tx.partitions()
                        .insert(head, List.of(Samples.partition("a"), Samples.partition("b"), Samples.partition("c")));
                return true;
            });
            System.out.println(name);
        }
    }
}
