package dev.skep.inference.format.parquet;

import dev.skep.inference.format.parquet.ParquetSchema.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A node of the schema that holds values, and the way to it.
 *
 * @param path from below the root to the leaf itself
 * @param definition the level at which a value is there
 * @param repetition the level of its innermost repeated node
 */
record Leaf(List<Node> path, int definition, int repetition) {

    /** The leaves below a root, in the order of their columns. */
    static List<Leaf> below(Node root) {
        List<Leaf> leaves = new ArrayList<>();
        for (Node child : root.children()) {
            collect(child, List.of(), 0, 0, leaves);
        }
        return leaves;
    }

    private static void collect(Node node, List<Node> above, int definition, int repetition, List<Leaf> leaves) {
        List<Node> path = new ArrayList<>(above);
        path.add(node);
        int defined = definition + definitions(node);
        int repeated = repetition + (node.isRepeated() ? 1 : 0);
        if (!node.isGroup()) {
            leaves.add(new Leaf(List.copyOf(path), defined, repeated));
        }
        for (Node child : node.children()) {
            collect(child, path, defined, repeated, leaves);
        }
    }

    /** How many levels of definition a node adds. */
    static int definitions(Node node) {
        return node.repetition() == ParquetSchema.OPTIONAL || node.isRepeated() ? 1 : 0;
    }

    Node node() {
        return path.get(path.size() - 1);
    }

    /** Whether it is a column by itself and holds at most one value a row. */
    boolean isFlat() {
        return path.size() == 1 && repetition == 0;
    }

    /** Whether it is or lies below a node, given by names with points between. */
    boolean isWithin(String names) {
        String own = String.join(".", path.stream().map(Node::name).toList());
        return own.equals(names) || own.startsWith(names + ".");
    }
}
