package dev.skep.inference.format;

import dev.skep.inference.Evidence.Rival;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of a document are its rows: the outermost ones that occur several times in one parent and make up most
 * of the document; without any, the only child of a root that is named as its plural; else the root itself.
 *
 * @param because why, as a phrase for people
 * @param score 0 (a guess) to 1 (certain)
 */
record XmlRows(XmlNode row, String because, double score) {

    /** The share of all elements that lie in the rows. */
    private static final double MOST = 0.5;

    /** @param document the node above the root */
    static XmlRows of(XmlNode document) {
        long all = document.weight();
        Optional<XmlRows> repeated = repeated(document, all, true).or(() -> repeated(document, all, false));
        return repeated.orElseGet(() -> single(document));
    }

    /** Rows by the name of their element, wherever they are. */
    static Optional<XmlRows> named(XmlNode document, String tag) {
        XmlNode best = null;
        for (XmlNode child : document.elements()) {
            XmlNode found = child.name().equals(tag)
                    ? child
                    : named(child, tag).map(XmlRows::row).orElse(null);
            if (found != null && (best == null || found.count() > best.count())) {
                best = found;
            }
        }
        return Optional.ofNullable(best).map(node -> new XmlRows(node, "its rows were said to be called so", 1));
    }

    /** @param structured whether only elements with attributes or elements come into question */
    private static Optional<XmlRows> repeated(XmlNode parent, long all, boolean structured) {
        XmlNode best = null;
        for (XmlNode child : parent.elements()) {
            boolean fits = child.isRepeated() && (child.isStructured() || !structured);
            if (fits && (best == null || child.weight() > best.weight())) {
                best = child;
            }
        }
        if (best != null && best.weight() >= MOST * all) {
            return Optional.of(new XmlRows(
                    best,
                    "it occurs " + best.count() + " times, and " + Math.round(100.0 * best.weight() / all)
                            + " % of all elements are in it",
                    structured ? 0.95 : 0.8));
        }
        for (XmlNode child : parent.elements()) {
            if (isPluralOf(parent, child)) {
                return Optional.of(new XmlRows(child, "its parent is named for holding it", 0.8));
            }
            Optional<XmlRows> below = child.weight() >= MOST * all && !child.isRepeated()
                    ? repeated(child, all, structured)
                    : Optional.empty();
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /** Of the other elements that occur several times in one parent, the one that holds most. */
    Optional<Rival> rival(XmlNode document) {
        double all = Math.max(1, document.weight());
        return Optional.ofNullable(second(document, row, null)).map(node -> {
            double share = Math.min(1, node.weight() / all);
            return new Rival(
                    "row tag " + node.name(),
                    Math.min(score, share),
                    "it occurs " + node.count() + " times, and " + Math.round(100 * share)
                            + " % of all elements are in it");
        });
    }

    private static @Nullable XmlNode second(XmlNode parent, XmlNode row, @Nullable XmlNode best) {
        XmlNode second = best;
        for (XmlNode child : parent.elements()) {
            boolean heavier = second == null || child.weight() > second.weight();
            second = child != row && child.isRepeated() && heavier ? child : second;
            second = second(child, row, second);
        }
        return second;
    }

    private static XmlRows single(XmlNode document) {
        XmlNode node = document.elements().get(0);
        while (isWrapper(node) && node.elements().get(0).isStructured()) {
            node = node.elements().get(0);
        }
        return new XmlRows(node, "no element is repeated, so the whole document is one row", 0.5);
    }

    /** Whether an element adds nothing to the one element in it. */
    private static boolean isWrapper(XmlNode node) {
        return node.elements().size() == 1 && !node.hasAttributes() && !node.hasText();
    }

    /** Whether the parent holds just the child, and is called so: books and book, ROWSET and ROW. */
    private static boolean isPluralOf(XmlNode parent, XmlNode child) {
        List<XmlNode> all = parent.elements();
        String plural = parent.name().toLowerCase(Locale.ROOT);
        String name = child.name().toLowerCase(Locale.ROOT);
        return all.size() == 1
                && child.isStructured()
                && plural.length() > name.length()
                && (plural.startsWith(name) || (name.endsWith("y") && plural.equals(stem(name) + "ies")));
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - 1);
    }
}
