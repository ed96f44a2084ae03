package dev.skep.crawler.grouping;

import dev.skep.inference.Compression;
import dev.skep.inference.Dialect;
import dev.skep.inference.Form;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.report.FileReport;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a table is made of. */
public sealed interface Content {

    /** The kind as the table parameter {@code classification} says it. */
    String classification();

    /** The kind as people and programs are told it. */
    String format();

    /** How files are packed; {@code none} where there are none. */
    String compression();

    /** 0 to 1: how sure it is that this is what it is made of. */
    double confidence();

    /** How delimited text is written. */
    Optional<Dialect> dialect();

    /** Files that engines read by themselves. */
    record Files(InferredSchema schema) implements Content {
        @Override
        public String classification() {
            return schema.format().classification();
        }

        @Override
        public String format() {
            return FileReport.format(schema);
        }

        @Override
        public String compression() {
            return schema.compression().label();
        }

        @Override
        public double confidence() {
            return schema.confidence();
        }

        @Override
        public Optional<Dialect> dialect() {
            return Optional.ofNullable(schema.dialect());
        }
    }

    /** Files and a log that says which of them count: Delta, Iceberg, Hudi. */
    record Logged(InferredSchema schema) implements Content {
        @Override
        public String classification() {
            return schema.format().classification();
        }

        @Override
        public String format() {
            return FileReport.format(schema);
        }

        @Override
        public String compression() {
            return schema.compression().label();
        }

        @Override
        public double confidence() {
            return schema.confidence();
        }

        @Override
        public Optional<Dialect> dialect() {
            return Optional.empty();
        }

        /** The file that holds the state, relative to the table. */
        public Optional<String> stateFile() {
            return schema.form() instanceof Form.Snapshot snapshot
                    ? Optional.ofNullable(snapshot.file())
                    : Optional.empty();
        }
    }

    /**
     * A table or view of a database.
     *
     * @param database the kind of database, such as {@code postgresql}
     * @param view true for a view
     * @param comment of the table; empty if there is none
     * @param comments of columns, by name
     * @param rawTypes of columns, by name, as the database spells them
     * @param serdeProperties how engines reach it
     * @param tableProperties how engines reach it, and what is known of it besides
     */
    record Relation(
            String database,
            boolean view,
            Optional<String> comment,
            Map<String, String> comments,
            Map<String, String> rawTypes,
            Map<String, String> serdeProperties,
            Map<String, String> tableProperties)
            implements Content {

        public Relation {
            comments = Map.copyOf(comments);
            rawTypes = new TreeMap<>(rawTypes);
            serdeProperties = Map.copyOf(serdeProperties);
            tableProperties = Map.copyOf(tableProperties);
        }

        @Override
        public String classification() {
            return database;
        }

        @Override
        public String format() {
            return database;
        }

        @Override
        public String compression() {
            return Compression.NONE.label();
        }

        @Override
        public double confidence() {
            return 1;
        }

        @Override
        public Optional<Dialect> dialect() {
            return Optional.empty();
        }
    }

    /**
     * Items of a store that promises nothing of them but their key; what was seen of them is not all there may be.
     *
     * @param store the kind of store, such as {@code dynamodb}
     * @param tableProperties how engines reach it, and what is known of it besides
     */
    record Items(String store, double confidence, Map<String, String> tableProperties) implements Content {

        public Items {
            tableProperties = Map.copyOf(tableProperties);
        }

        @Override
        public String classification() {
            return store;
        }

        @Override
        public String format() {
            return store;
        }

        @Override
        public String compression() {
            return Compression.NONE.label();
        }

        @Override
        public Optional<Dialect> dialect() {
            return Optional.empty();
        }
    }
}
