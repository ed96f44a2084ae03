package dev.skep.inference.format.parquet;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.parquet.ParquetSchema.Annotation;
import dev.skep.inference.format.parquet.ParquetSchema.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Schema and row count of Parquet's FileMetaData, and the chunks for those who want them; all else is skipped. Field
 * numbers are those of parquet.thrift.
 *
 * @param root the schema's root group
 */
public record ParquetFooter(Node root, long rows) {

    public static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    public static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);

    /** The footer's length and the magic number. */
    private static final int TAIL = 8;

    /** Is shown all chunks, group by group and in the order of the leaves. */
    interface Chunks {
        /** A group of rows begins. */
        default void group(long rows) {}

        void chunk(Leaf leaf, Chunk chunk);

        /** The footer says how values are ordered, so that their bounds have a meaning; comes last, if at all. */
        default void ordered() {}
    }

    /** Reads the footer at the end of a file. */
    public static ParquetFooter of(ByteSource source, Limits limits) throws IOException, UnreadableException {
        return parse(bytes(source, limits), limits, List.of());
    }

    /** Reads the footer, and what it says of values and of where they lie. */
    public static ParquetFooter of(ByteSource source, Limits limits, ParquetStatistics statistics, WholeNumbers numbers)
            throws IOException, UnreadableException {
        return of(source, limits, List.of(statistics, numbers.groups()));
    }

    static ParquetFooter of(ByteSource source, Limits limits, List<? extends Chunks> chunks)
            throws IOException, UnreadableException {
        return parse(bytes(source, limits), limits, chunks);
    }

    private static ParquetFooter parse(byte[] bytes, Limits limits, List<? extends Chunks> chunks)
            throws UnreadableException {
        Parser parser = new Parser(new CompactReader("its footer", bytes, limits.depth()), limits, chunks);
        parser.reader.struct(parser::file);
        if (parser.rows < 0) {
            throw UnreadableException.corrupt("its footer lacks the schema or a valid row count");
        }
        return new ParquetFooter(parser.root(), parser.rows);
    }

    private static byte[] bytes(ByteSource source, Limits limits) throws IOException, UnreadableException {
        long size = source.size();
        if (size < MAGIC.length + TAIL) {
            throw UnreadableException.truncated("it is Parquet of " + size + " bytes, too short for a footer");
        }
        byte[] tail = source.read(size - TAIL, TAIL);
        byte[] magic = Arrays.copyOfRange(tail, 4, TAIL);
        if (Arrays.equals(magic, ENCRYPTED)) {
            throw UnreadableException.unsupported("its Parquet footer is encrypted");
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw UnreadableException.truncated("it begins as Parquet but does not end with PAR1");
        }
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (length > size - MAGIC.length - TAIL) {
            throw UnreadableException.corrupt(
                    "its footer claims " + length + " bytes, more than the file of " + size + " bytes holds");
        }
        if (length > limits.footer()) {
            throw UnreadableException.tooLarge(
                    "its footer of " + length + " bytes is above the limit of " + limits.footer());
        }
        return source.read(size - TAIL - length, (int) length);
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
        /** As the old annotation of timestamps always means. */
        private boolean instant = true;

        private boolean logical;
    }

    /** The chunks of a group of rows, whose count stands behind them. */
    private static final class Group {
        private final List<Chunk> chunks = new ArrayList<>();
    }

    private static final class Parser {
        /** Nested columns have nodes of their own. */
        private static final int NODES_A_COLUMN = 8;

        private final CompactReader reader;
        private final Limits limits;
        private final List<Element> elements = new ArrayList<>();
        private final List<? extends Chunks> chunks;
        private @Nullable Node root;
        private long rows = -1;
        private int next;

        Parser(CompactReader reader, Limits limits, List<? extends Chunks> chunks) {
            this.reader = reader;
            this.limits = limits;
            this.chunks = chunks;
        }

        void file(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 2 -> schema(field.structs());
                case 3 -> rows = field.number();
                case 4 -> groups(field);
                case 7 -> {
                    chunks.forEach(Chunks::ordered);
                    field.skip();
                }
                default -> field.skip();
            }
        }

        /** Fields are written in the order of their numbers, so the schema is known when chunks are met. */
        private void groups(CompactReader.Field field) throws UnreadableException {
            if (chunks.isEmpty()) {
                field.skip();
                return;
            }
            List<Leaf> leaves = Leaf.below(root());
            int count = field.structs();
            for (int i = 0; i < count; i++) {
                Group group = new Group();
                reader.struct(each -> group(group, leaves, each));
            }
        }

        private void group(Group group, List<Leaf> leaves, CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> {
                    int count = field.structs();
                    if (count != leaves.size()) {
                        throw UnreadableException.corrupt("a group of its rows has " + count
                                + " columns where its schema" + " has " + leaves.size());
                    }
                    for (int i = 0; i < count; i++) {
                        group.chunks.add(Chunk.read(reader));
                    }
                }
                case 3 -> {
                    long rowsOfGroup = field.number();
                    for (Chunks to : chunks) {
                        to.group(rowsOfGroup);
                        for (int i = 0; i < group.chunks.size(); i++) {
                            to.chunk(leaves.get(i), group.chunks.get(i));
                        }
                    }
                }
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
            switch (field.id()) {
                case 1 -> element.instant = field.truth();
                case 2 ->
                    field.struct(unit -> {
                        element.annotation = ParquetSchema.timestamp(unit.id());
                        unit.skip();
                    });
                default -> field.skip();
            }
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

        Node root() throws UnreadableException {
            Node known = root;
            if (known == null) {
                if (elements.isEmpty()) {
                    throw UnreadableException.corrupt("its footer lacks the schema or a valid row count");
                }
                known = tree(0);
                if (next != elements.size()) {
                    throw UnreadableException.corrupt("its schema lists nodes that belong to no group");
                }
                root = known;
            }
            return known;
        }

        private Node tree(int level) throws UnreadableException {
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
                    element.instant,
                    element.precision,
                    element.scale,
                    List.copyOf(children));
        }
    }
}
