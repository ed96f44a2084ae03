package dev.skep.inference.format;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.Reason;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.value.Shape;
import dev.skep.inference.value.ValueProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was seen of the elements at one path of XML, or of one of their attributes. */
final class XmlNode {

    /** The field for the text of an element that has attributes or elements besides. */
    static final String TEXT = "value";

    /** How many paths one source may have: nodes are what takes memory here. */
    static final class Budget {
        private int paths;

        Budget(int paths) {
            this.paths = paths;
        }

        private void spend() throws UnreadableException {
            if (--paths < 0) {
                throw UnreadableException.tooLarge("it has too many different elements and attributes");
            }
        }
    }

    private final String name;
    private final ValueProfile text = new ValueProfile();
    private final Map<String, XmlNode> attributes = new LinkedHashMap<>();
    private final Map<String, XmlNode> elements = new LinkedHashMap<>();
    private long count;
    private int most;
    private int inParent;
    private long parent;

    XmlNode(String name) {
        this.name = name;
    }

    /** Enters an element below this one. */
    XmlNode enter(String child, Budget budget) throws UnreadableException {
        XmlNode node = part(elements, child, budget);
        node.count++;
        node.inParent = node.parent == count ? node.inParent + 1 : 1;
        node.parent = count;
        node.most = Math.max(node.most, node.inParent);
        return node;
    }

    void attribute(String attribute, String value, Budget budget) throws UnreadableException {
        XmlNode node = part(attributes, attribute, budget);
        node.count++;
        node.most = 1;
        node.text.add(value.strip(), count);
    }

    /** Takes the text of one element without surrounding blanks; empty if it has none. */
    void text(String value) {
        text.add(value, row());
    }

    /**
     * The row that a value is in, if this is an element of rows or the row: elements of rows are counted by their parents,
     * rows by themselves.
     */
    private long row() {
        return inParent > 1 ? count : parent;
    }

    private static XmlNode part(Map<String, XmlNode> parts, String name, Budget budget) throws UnreadableException {
        XmlNode node = parts.get(name);
        if (node == null) {
            budget.spend();
            node = new XmlNode(name);
            parts.put(name, node);
        }
        return node;
    }

    String name() {
        return name;
    }

    /** How often the path occurs. */
    long count() {
        return count;
    }

    List<XmlNode> elements() {
        return List.copyOf(elements.values());
    }

    boolean hasAttributes() {
        return !attributes.isEmpty();
    }

    /** Whether it occurs several times in one parent. */
    boolean isRepeated() {
        return most > 1;
    }

    /** Whether it has attributes or elements. */
    boolean isStructured() {
        return !attributes.isEmpty() || !elements.isEmpty();
    }

    boolean hasText() {
        return text.values() > text.count(Shape.NULL);
    }

    /** How many elements there are at this path and below. */
    long weight() {
        return count + elements.values().stream().mapToLong(XmlNode::weight).sum();
    }

    /** Attributes, elements and text, each under a name of its own. */
    Map<String, XmlNode> parts() {
        List<XmlNode> nodes = new ArrayList<>(attributes.values());
        nodes.addAll(elements.values());
        Map<String, XmlNode> parts = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (XmlNode node : nodes) {
            parts.put(free(node.name, taken), node);
        }
        if (hasText() || parts.isEmpty()) {
            XmlNode value = new XmlNode(TEXT);
            value.text.add(text);
            value.most = 1;
            parts.put(free(TEXT, taken), value);
        }
        return parts;
    }

    /** Readers ignore case, so an attribute may not be named as an element even in another case. */
    private static String free(String name, Set<String> taken) {
        String candidate = name;
        for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
            candidate = name + "_" + n;
        }
        return candidate;
    }

    /** The type as a part of its parent. */
    HiveType type() {
        return isRepeated() ? new Array(single()) : single();
    }

    private HiveType single() {
        if (!isStructured()) {
            return text.valueType();
        }
        List<Field> fields = new ArrayList<>();
        parts().forEach((field, node) -> fields.add(new Field(field, node.type())));
        return new Struct(fields);
    }

    Reason reason() {
        if (isRepeated()) {
            return Reason.stated("it occurs up to " + most + " times in its parent");
        }
        return isStructured()
                ? Reason.stated("it has attributes or elements of its own")
                : text.reason(text.valueType());
    }
}
