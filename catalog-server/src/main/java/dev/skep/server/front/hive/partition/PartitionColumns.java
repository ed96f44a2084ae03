package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.FieldSchema;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Column;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of partitions that a request brings are: clients of Hive 4 may send them once for all, or leave them out
 * because they are the table's.
 */
sealed interface PartitionColumns {
    /** Each partition has its own. */
    PartitionColumns OWN = new Own();

    Partition into(Partition partition, Table table);

    /** Whether an answer leaves them out of its partitions, too. */
    boolean common();

    static PartitionColumns of(@Nullable Boolean leftOut, @Nullable List<FieldSchema> columns) {
        return Translation.isTrue(leftOut)
                ? new Common(columns == null ? List.of() : LayoutTranslator.columns(columns))
                : OWN;
    }

    record Own() implements PartitionColumns {
        @Override
        public Partition into(Partition partition, Table table) {
            return partition;
        }

        @Override
        public boolean common() {
            return false;
        }
    }

    /** @param columns of all partitions; none for those of the table */
    record Common(List<Column> columns) implements PartitionColumns {
        public Common {
            columns = List.copyOf(columns);
        }

        @Override
        public Partition into(Partition partition, Table table) {
            return partition.withLayout(partition
                    .layout()
                    .withColumns(columns.isEmpty() ? table.layout().columns() : columns));
        }

        @Override
        public boolean common() {
            return true;
        }
    }
}
