package dev.skep.inference.format;

import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was seen of the elements at one path of XML, or of one of their attributes. */
final class XmlNode {

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
    private boolean prefixed;
    private long count;
    private int most;
    private int inParent;
    private long parent;

    XmlNode(String name) {
        this.name = name;
    }

    /** Enters an element below this one. */
    XmlNode enter(String child, String prefix, Budget budget) throws UnreadableException {
        XmlNode node = part(elements, child, budget);
        node.prefixed |= !prefix.isEmpty();
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

    /** Whether its name has a prefix somewhere in the source. */
    boolean isPrefixed() {
        return prefixed;
    }

    /** How many elements of a name there are at this path and below. */
    long count(String tag) {
        return (name.equals(tag) ? count : 0)
                + elements.values().stream().mapToLong(node -> node.count(tag)).sum();
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
            XmlNode value = new XmlNode(Form.Rows.TEXT);
            value.text.add(text);
            value.most = 1;
            parts.put(free(Form.Rows.TEXT, taken), value);
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

    /** Whether parts at this path or below have other names than in the source, because names clash. */
    boolean isRenamed() {
        return isStructured()
                && parts().entrySet().stream()
                        .anyMatch(part ->
                                part.getValue().isRenamed() || !part.getKey().equals(part.getValue().name));
    }

    /** Whether text stands beside elements at this path or below. */
    boolean isMixed() {
        return (hasText() && !elements.isEmpty()) || elements.values().stream().anyMatch(XmlNode::isMixed);
    }

    /** The type as a part of its parent. */
    HiveType type() {
        return type(ValueProfile::valueType);
    }

    /** The type that a reader may be told. */
    HiveType readableType() {
        return type(ValueProfile::readableType);
    }

    private HiveType type(Function<ValueProfile, HiveType> typing) {
        return isRepeated() ? new Array(single(typing)) : single(typing);
    }

    private HiveType single(Function<ValueProfile, HiveType> typing) {
        if (!isStructured()) {
            return typing.apply(text);
        }
        List<Field> fields = new ArrayList<>();
        parts().forEach((field, node) -> fields.add(new Field(field, node.type(typing))));
        return new Struct(fields);
    }

    /** The decisions on the types of what is nested in it. */
    List<Evidence> decisions(String path) {
        String single = isRepeated() ? path + "[]" : path;
        List<Evidence> decisions = new ArrayList<>();
        if (isStructured()) {
            parts().forEach((field, node) -> {
                String within = single + "." + field;
                if (!node.isStructured() && !node.isRepeated()) {
                    decisions.add(node.text
                            .reason()
                            .of(Topic.TYPE, within, node.readable().text()));
                }
                decisions.addAll(node.decisions(within));
            });
        } else if (isRepeated()) {
            decisions.add(text.reason().of(Topic.TYPE, single, readable().text()));
        }
        return decisions;
    }

    /** What its own text is declared as. */
    private HiveType readable() {
        return DeclaredType.of(text.readableType());
    }

    /** What came to light about its values; absent if they are nested. */
    @Nullable ColumnStatistics statistics() {
        return isRepeated() || isStructured() ? null : text.statistics();
    }

    Reason reason() {
        if (isRepeated()) {
            return Reason.stated("it occurs up to " + most + " times in its parent");
        }
        return isStructured() ? Reason.stated("it has attributes or elements of its own") : text.reason();
    }
}
