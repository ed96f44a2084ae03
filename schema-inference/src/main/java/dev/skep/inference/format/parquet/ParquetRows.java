package dev.skep.inference.format.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.ByteSource;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.parquet.ParquetSchema.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some columns of a Parquet file, row by row, for tables that keep their log in such files. A row is a tree of JSON: groups
 * and maps are objects, lists are arrays, and what is absent is not there. Read are the encodings that writers of such
 * logs use; memory is bounded, whatever the file claims.
 */
public final class ParquetRows {

    private ParquetRows() {}

    /** Is given the rows in their order. */
    public interface Visitor {
        void row(JsonNode row) throws UnreadableException;
    }

    /**
     * Reads rows.
     *
     * @param wanted which columns, by their names from the root on with points between, those below them included
     */
    public static void read(ByteSource source, Limits limits, List<String> wanted, Visitor visitor)
            throws IOException, UnreadableException {
        RowGroups groups = new RowGroups(leaf -> wanted.stream().anyMatch(leaf::isWithin));
        ParquetFooter footer = ParquetFooter.of(source, limits, List.of(groups));
        read(source, limits, footer, groups, visitor);
    }

    /** Reads the rows of groups that are known. */
    static void read(ByteSource source, Limits limits, ParquetFooter footer, RowGroups groups, Visitor visitor)
            throws IOException, UnreadableException {
        for (RowGroups.Group group : groups.groups()) {
            read(source, footer.root(), group, new Room(2 * limits.footer()), visitor);
        }
    }

    private static void read(ByteSource source, Node root, RowGroups.Group group, Room room, Visitor visitor)
            throws IOException, UnreadableException {
        List<Cursor> cursors = new ArrayList<>();
        try {
            for (RowGroups.Part part : group.parts()) {
                cursors.add(new Cursor(new Column(source, part.leaf(), part.chunk(), room)));
            }
            for (long row = 0; row < group.rows() && !cursors.isEmpty(); row++) {
                ObjectNode raw = JsonNodeFactory.instance.objectNode();
                for (Cursor cursor : cursors) {
                    cursor.addRow(raw);
                }
                visitor.row(fields(root, raw));
            }
        } finally {
            for (Cursor cursor : cursors) {
                cursor.column.close();
            }
        }
    }

    /** A column that stands before the first value of a row. */
    private static final class Cursor {
        private final Column column;
        /** How often each repeated node on the way to the leaf has begun anew in this row, by its level. */
        private final int[] counts;

        private boolean more;

        Cursor(Column column) throws IOException, UnreadableException {
            this.column = column;
            this.counts = new int[column.leaf().repetition() + 1];
            this.more = column.advance();
        }

        void addRow(ObjectNode row) throws IOException, UnreadableException {
            if (!more || column.repetition() != 0) {
                throw UnreadableException.corrupt("its columns have different numbers of rows");
            }
            do {
                count(column.repetition());
                add(row);
                more = column.advance();
            } while (more && column.repetition() > 0);
        }

        private void count(int level) throws UnreadableException {
            if (level >= counts.length) {
                throw UnreadableException.corrupt("a value repeats at a level that its column does not have");
            }
            counts[level]++;
            for (int i = level + 1; i < counts.length; i++) {
                counts[i] = 0;
            }
        }

        private void add(ObjectNode row) throws UnreadableException {
            ObjectNode at = row;
            int defined = 0;
            int repeated = 0;
            List<Node> path = column.leaf().path();
            for (Node node : path) {
                defined += Leaf.definitions(node);
                if (defined > column.definition()) {
                    return;
                }
                boolean leaf = !node.isGroup();
                if (node.isRepeated()) {
                    repeated++;
                    ArrayNode list = at.get(node.name()) instanceof ArrayNode known ? known : at.putArray(node.name());
                    if (leaf) {
                        list.add(column.value());
                    } else {
                        int index = Math.min(counts[repeated], list.size());
                        at = list.get(index) instanceof ObjectNode known ? known : list.addObject();
                    }
                } else if (leaf) {
                    at.set(node.name(), column.value());
                } else {
                    at = at.get(node.name()) instanceof ObjectNode known ? known : at.putObject(node.name());
                }
            }
        }
    }

    /** A group as an object; what stands between a list and its elements, or a map and its entries, falls away. */
    private static ObjectNode fields(Node group, ObjectNode raw) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Node child : group.children()) {
            JsonNode value = raw.get(child.name());
            if (value != null) {
                object.set(child.name(), child.isRepeated() ? each(child, value) : single(child, value));
            }
        }
        return object;
    }

    private static JsonNode single(Node node, JsonNode raw) {
        if (!(raw instanceof ObjectNode group)) {
            return raw;
        }
        if (ParquetSchema.isList(node)) {
            return list(node, group);
        }
        return ParquetSchema.isMap(node) ? map(node.children().get(0), group) : fields(node, group);
    }

    private static ArrayNode each(Node node, JsonNode raw) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        raw.forEach(element -> list.add(single(node, element)));
        return list;
    }

    private static ArrayNode list(Node list, ObjectNode raw) {
        Node repeated = list.children().get(0);
        JsonNode elements = raw.path(repeated.name());
        if (ParquetSchema.isElement(list, repeated)) {
            return each(repeated, elements);
        }
        Node element = repeated.children().get(0);
        ArrayNode folded = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : elements) {
            JsonNode value = each.get(element.name());
            folded.add(value == null ? JsonNodeFactory.instance.nullNode() : single(element, value));
        }
        return folded;
    }

    private static ObjectNode map(Node entry, ObjectNode raw) {
        Node key = entry.children().get(0);
        Node value = entry.children().get(1);
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        for (JsonNode each : raw.path(entry.name())) {
            JsonNode of = each.get(value.name());
            map.set(
                    each.path(key.name()).asText(),
                    of == null ? JsonNodeFactory.instance.nullNode() : single(value, of));
        }
        return map;
    }
}
