package dev.skep.server.catalog.privilege;

import dev.skep.server.catalog.RenamedColumns;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.server.model.privilege.Grant;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.ObjectKind;
import dev.skep.server.model.privilege.Securable;
import dev.skep.server.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Privileges on columns, where a change of the table calls the columns otherwise. */
public final class ColumnPrivileges {
    private static final Set<ObjectKind> ON_COLUMNS = Set.of(ObjectKind.COLUMN, ObjectKind.PARTITION_COLUMN);

    private ColumnPrivileges() {}

    /** Lets them follow their columns; those on columns that are gone go. */
    public static void follow(Tx tx, TableName table, RenamedColumns columns) {
        if (columns.isEmpty()) {
            return;
        }
        List<Stored<Grant>> left = new ArrayList<>();
        List<Grant> moved = new ArrayList<>();
        for (Stored<Grant> each : tx.security().privileges().find(GrantQuery.in(ON_COLUMNS, table))) {
            Securable object = each.value().object();
            String column = columnOf(object);
            if (columns.isGone(column)) {
                left.add(each);
            } else if (!columns.followed(column).equals(column)) {
                left.add(each);
                moved.add(each.value().on(withColumn(object, columns.followed(column))));
            }
        }
        tx.security().privileges().delete(left);
        tx.security().privileges().insert(moved);
    }

    private static String columnOf(Securable object) {
        return object instanceof Securable.OfPartitionColumn column
                ? column.column()
                : ((Securable.OfColumn) object).column();
    }

    private static Securable withColumn(Securable object, String name) {
        return object instanceof Securable.OfPartitionColumn column
                ? new Securable.OfPartitionColumn(column.table(), column.values(), name)
                : new Securable.OfColumn(((Securable.OfColumn) object).table(), name);
    }
}
