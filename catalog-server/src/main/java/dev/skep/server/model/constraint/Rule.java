package dev.skep.server.model.constraint;

import dev.skep.server.model.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a constraint says. Names of columns are folded. */
public sealed interface Rule {
    ConstraintKind kind();

    /** The columns of the constraint's own table. */
    List<String> columns();

    /** The same about columns that are called otherwise now; as many, in the same order. */
    Rule withColumns(List<String> newColumns);

    /** The rows are told apart by these columns. */
    record PrimaryKey(List<String> columns) implements Rule {
        public PrimaryKey {
            columns = List.copyOf(columns);
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.PRIMARY_KEY;
        }

        @Override
        public Rule withColumns(List<String> newColumns) {
            return new PrimaryKey(newColumns);
        }
    }

    /** No two rows have the same values in these columns. */
    record Unique(List<String> columns) implements Rule {
        public Unique {
            columns = List.copyOf(columns);
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.UNIQUE;
        }

        @Override
        public Rule withColumns(List<String> newColumns) {
            return new Unique(newColumns);
        }
    }

    /**
     * The values of these columns are those of a key of a parent table.
     *
     * @param parentColumns as many as columns, in their order
     * @param parentKey the name of the parent's primary key, as it is now; null in a request, and where there is none
     * @param onUpdate as the client gave it
     * @param onDelete as the client gave it
     */
    record ForeignKey(
            List<String> columns,
            TableName parent,
            List<String> parentColumns,
            @Nullable String parentKey,
            int onUpdate,
            int onDelete)
            implements Rule {
        public ForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
            if (columns.size() != parentColumns.size()) {
                throw new IllegalArgumentException("A foreign key has a column of the parent for each of its own");
            }
        }

        @Override
        public ConstraintKind kind() {
            return ConstraintKind.FOREIGN_KEY;
        }

        @Override
        public Rule withColumns(List<String> newColumns) {
            return new ForeignKey(newColumns, parent, parentColumns, parentKey, onUpdate, onDelete);
        }

        public Rule withParentColumns(List<String> newColumns) {
            return new ForeignKey(columns, parent, newColumns, parentKey, onUpdate, onDelete);
        }
    }

    /** The column has a value in every row. */
    record NotNull(String column) implements Rule {
        @Override
        public ConstraintKind kind() {
            return ConstraintKind.NOT_NULL;
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Rule withColumns(List<String> newColumns) {
            return new NotNull(newColumns.get(0));
        }
    }

    /** @param value the expression that a new row gets where it names no value */
    record Default(String column, String value) implements Rule {
        @Override
        public ConstraintKind kind() {
            return ConstraintKind.DEFAULT;
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public Rule withColumns(List<String> newColumns) {
            return new Default(newColumns.get(0), value);
        }
    }

    /**
     * @param column null where the condition is about the whole row
     * @param condition what is true for every row
     */
    record Check(@Nullable String column, String condition) implements Rule {
        @Override
        public ConstraintKind kind() {
            return ConstraintKind.CHECK;
        }

        @Override
        public List<String> columns() {
            return column == null ? List.of() : List.of(column);
        }

        @Override
        public Rule withColumns(List<String> newColumns) {
            return new Check(newColumns.isEmpty() ? null : newColumns.get(0), condition);
        }
    }
}
