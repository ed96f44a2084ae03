package dev.skep.inference.format;

import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.ParquetSchema.Annotation;
import dev.skep.inference.format.ParquetSchema.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Schema and row count of Parquet's FileMetaData; all else is skipped. Field numbers are those of parquet.thrift.
 *
 * @param root the schema's root group
 */
record ParquetFooter(Node root, long rows) {

    static ParquetFooter parse(byte[] bytes, Limits limits) throws UnreadableException {
        Parser parser = new Parser(new CompactReader(bytes, limits.depth()), limits);
        parser.reader.struct(parser::file);
        if (parser.elements.isEmpty() || parser.rows < 0) {
            throw UnreadableException.corrupt("its footer lacks the schema or a valid row count");
        }
        Node root = parser.tree(0);
        if (parser.next != parser.elements.size()) {
            throw UnreadableException.corrupt("its schema lists nodes that belong to no group");
        }
        return new ParquetFooter(root, parser.rows);
    }

    /** A schema element as it stands in the list, which is the tree in depth-first order. */
    private static final class Element {
        private String name = "";
        private int physical = -1;
        private int repetition;
        private int children;
        private int precision;
        private int scale;
        private Annotation annotation = Annotation.NONE;
        private boolean logical;
    }

    private static final class Parser {
        /** Nested columns have nodes of their own. */
        private static final int NODES_A_COLUMN = 8;

        private final CompactReader reader;
        private final Limits limits;
        private final List<Element> elements = new ArrayList<>();
        private long rows = -1;
        private int next;

        Parser(CompactReader reader, Limits limits) {
            this.reader = reader;
            this.limits = limits;
        }

        void file(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 2 -> schema(field.structs());
                case 3 -> rows = field.number();
                default -> field.skip();
            }
        }

        private void schema(int count) throws UnreadableException {
            if (count > (long) NODES_A_COLUMN * limits.columns()) {
                throw UnreadableException.tooLarge("its schema has " + count + " nodes");
            }
            for (int i = 0; i < count; i++) {
                Element element = new Element();
                reader.struct(field -> element(element, field));
                elements.add(element);
            }
        }

        private void element(Element element, CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> element.physical = (int) field.number();
                case 3 -> element.repetition = (int) field.number();
                case 4 -> element.name = field.text();
                case 5 -> element.children = (int) field.number();
                case 6 -> {
                    int number = (int) field.number();
                    if (!element.logical) {
                        element.annotation = ParquetSchema.converted(number);
                    }
                }
                case 7 -> element.scale = (int) field.number();
                case 8 -> element.precision = (int) field.number();
                case 10 -> field.struct(kind -> logical(element, kind));
                default -> field.skip();
            }
        }

        private void logical(Element element, CompactReader.Field kind) throws UnreadableException {
            element.logical = true;
            element.annotation = ParquetSchema.logical(kind.id());
            switch (kind.id()) {
                case 5 -> kind.struct(field -> decimal(element, field));
                case 8 -> kind.struct(field -> timestamp(element, field));
                case 10 -> integer(element, kind);
                default -> kind.skip();
            }
        }

        private static void decimal(Element element, CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> element.scale = (int) field.number();
                case 2 -> element.precision = (int) field.number();
                default -> field.skip();
            }
        }

        private static void timestamp(Element element, CompactReader.Field field) throws UnreadableException {
            if (field.id() != 2) {
                field.skip();
                return;
            }
            field.struct(unit -> {
                if (unit.id() == 3) {
                    element.annotation = Annotation.TIMESTAMP_NANOS;
                }
                unit.skip();
            });
        }

        private static void integer(Element element, CompactReader.Field kind) throws UnreadableException {
            int[] bits = {0};
            boolean[] signed = {true};
            kind.struct(field -> {
                switch (field.id()) {
                    case 1 -> bits[0] = (int) field.number();
                    case 2 -> signed[0] = field.truth();
                    default -> field.skip();
                }
            });
            element.annotation = ParquetSchema.integer(bits[0], signed[0]);
        }

        Node tree(int level) throws UnreadableException {
            if (level > limits.depth()) {
                throw UnreadableException.tooLarge("its schema nests deeper than " + limits.depth() + " levels");
            }
            if (next >= elements.size()) {
                throw UnreadableException.corrupt("its schema promises more nodes than it lists");
            }
            Element element = elements.get(next++);
            boolean group = element.physical < 0 || level == 0;
            List<Node> children = new ArrayList<>();
            for (int i = 0; group && i < element.children; i++) {
                children.add(tree(level + 1));
            }
            return new Node(
                    element.name,
                    group ? -1 : element.physical,
                    element.repetition,
                    element.annotation,
                    element.precision,
                    element.scale,
                    List.copyOf(children));
        }
    }
}
