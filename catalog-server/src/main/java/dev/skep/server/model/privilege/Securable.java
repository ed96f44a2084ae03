package dev.skep.server.model.privilege;

import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableName;
import java.util.List;

/** What privileges are granted on. */
public sealed interface Securable {
    ObjectKind kind();

    /** The whole catalog. */
    record Everything() implements Securable {
        @Override
        public ObjectKind kind() {
            return ObjectKind.GLOBAL;
        }
    }

    record OfDatabase(DatabaseName name) implements Securable {
        @Override
        public ObjectKind kind() {
            return ObjectKind.DATABASE;
        }
    }

    record OfTable(TableName name) implements Securable {
        @Override
        public ObjectKind kind() {
            return ObjectKind.TABLE;
        }
    }

    /** @param values one a partition key */
    record OfPartition(TableName table, List<String> values) implements Securable {
        public OfPartition {
            values = List.copyOf(values);
        }

        @Override
        public ObjectKind kind() {
            return ObjectKind.PARTITION;
        }
    }

    /** @param column folded */
    record OfColumn(TableName table, String column) implements Securable {
        @Override
        public ObjectKind kind() {
            return ObjectKind.COLUMN;
        }
    }

    /**
     * @param values one a partition key
     * @param column folded
     */
    record OfPartitionColumn(TableName table, List<String> values, String column) implements Securable {
        public OfPartitionColumn {
            values = List.copyOf(values);
        }

        @Override
        public ObjectKind kind() {
            return ObjectKind.PARTITION_COLUMN;
        }
    }

    /** A connector to another catalog. */
    record OfConnector(String name) implements Securable {
        @Override
        public ObjectKind kind() {
            return ObjectKind.CONNECTOR;
        }
    }
}
