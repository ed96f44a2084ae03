package dev.skep.inference.format;

import dev.skep.inference.ColumnNames;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.RowCount;
import dev.skep.inference.StorageForm;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.sample.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * XML. Attributes and elements of a row are its columns under their names without prefix, elements that occur several times
 * are arrays, and elements with parts are structs. Which elements are rows is found, or somebody says it.
 */
public final class XmlReader implements FormatReader {

    /** How sure XML is that has the rows that were said to be there. */
    private static final double DECLARED = 0.99;

    private final @Nullable String tag;

    /** Finds the rows. */
    public XmlReader() {
        this.tag = null;
    }

    /** @param tag the name of the elements that are rows, without a prefix */
    public XmlReader(String tag) {
        this.tag = tag;
    }

    @Override
    public Format format() {
        return Format.XML;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        String start = withoutMarks(Text.start(sample)).stripLeading();
        if (!start.startsWith("<?xml") && !beginsWithTag(start)) {
            return Likeness.NONE;
        }
        if (tag != null) {
            return Pattern.compile("<([^\\s<>/:]+:)?" + Pattern.quote(tag) + "[\\s/>]")
                            .matcher(start)
                            .find()
                    ? new Likeness(DECLARED, "it has elements " + tag)
                    : Likeness.NONE;
        }
        if (start.startsWith("<?xml")) {
            return new Likeness(0.99, "it begins as XML does");
        }
        String begin = start.substring(0, Math.min(20, start.length())).toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html")
                ? new Likeness(0, "it is a page of HTML")
                : new Likeness(0.95, "it begins with a tag");
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        XmlDocument document = document(sample, body);
        if (document.above().elements().isEmpty()) {
            return new Empty("it has no element", Format.XML);
        }
        XmlRows rows = tag == null
                ? XmlRows.of(document.above())
                : XmlRows.named(document.above(), tag)
                        .orElseThrow(() -> UnreadableException.corrupt("it has no element " + tag));
        if (!rows.row().isStructured() && !rows.row().hasText()) {
            return new Empty("its elements hold nothing", Format.XML);
        }
        Map<String, XmlNode> parts = rows.row().parts();
        if (parts.size() > sample.limits().columns()) {
            throw UnreadableException.tooLarge("its rows have " + parts.size() + " parts");
        }
        List<InferredColumn> columns = columns(parts);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", "xml", 1, "it is well-formed"));
        evidence.add(document.encoding());
        Evidence rowTag =
                new Evidence(Topic.DIALECT, "", "row tag " + rows.row().name(), rows.score(), rows.because());
        evidence.add(rows.rival(document.above()).map(rowTag::against).orElse(rowTag));
        String surplus = document.surplus();
        if (surplus != null) {
            evidence.add(Evidence.warning("only the first document was read", "more follows its root, " + surplus));
        }
        obstacle(document, rows.row())
                .ifPresentOrElse(
                        because -> evidence.add(Evidence.obstacle(because)),
                        () -> evidence.add(Evidence.warning(
                                "only Spark reads it",
                                "Spark reads XML since 4.0, or with the package spark-xml; Hive and Trino do not")));
        long seen = rows.row().count();
        RowCount count = body.whole()
                ? new RowCount(seen, surplus == null)
                : new RowCount(Math.round((double) seen * body.size() / Math.max(1, body.head().length)), false);
        return new Inferred(new InferredSchema(
                Format.XML,
                sample.compression(),
                columns,
                new Form.Rows(rows.row().name()),
                document.encoding().verdict(),
                StorageForm.unread(
                        Format.XML,
                        sample.compression(),
                        Map.of("rowTag", rows.row().name())),
                count,
                sample.source().size(),
                rows.score(),
                evidence));
    }

    /** Why no reader that goes by the name of an element finds these rows, and their parts as they were found here. */
    private static Optional<String> obstacle(XmlDocument document, XmlNode row) {
        if (document.surplus() != null) {
            return Optional.of("more follows its root");
        }
        if (row.isPrefixed()) {
            // Releases of Spark disagree on whether the prefix belongs to the name that they are told.
            return Optional.of("the name of its rows has a prefix");
        }
        if (document.above().count(row.name()) > row.count()) {
            return Optional.of("elements in other places are called " + row.name() + " as its rows are");
        }
        if (row.isRenamed()) {
            return Optional.of("attributes and elements of one parent have the same name");
        }
        return row.isMixed() ? Optional.of("text stands between elements") : Optional.empty();
    }

    /** A tag that closes before another one opens, or a comment or declaration. */
    private static boolean beginsWithTag(String start) {
        if (start.length() < 4 || start.charAt(0) != '<') {
            return false;
        }
        char first = start.charAt(1);
        int end = start.indexOf('>');
        int next = start.indexOf('<', 1);
        boolean tag = (Character.isLetter(first) || first == '_') && end > 0 && (next < 0 || end < next);
        return tag || first == '!';
    }

    private static XmlDocument document(Sample sample, Body body) throws UnreadableException {
        byte[] bytes = body.whole() ? body.head() : cutAfterLastTag(body.head());
        int from = 0;
        while (bytes.length - from >= 3
                && bytes[from] == (byte) 0xef
                && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf) {
            from += 3;
        }
        XmlDocument declared = XmlDocument.parse(bytes, from, body.whole(), sample.limits());
        if (declared != null) {
            return declared;
        }
        Text text = Text.of(body);
        return XmlDocument.parse(withoutMarks(text.head()), text.encodingEvidence(), body.whole(), sample.limits());
    }

    private static List<InferredColumn> columns(Map<String, XmlNode> parts) {
        List<String> labels = List.copyOf(parts.keySet());
        List<String> names = ColumnNames.folded(labels);
        List<InferredColumn> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            XmlNode node = parts.get(labels.get(i));
            if (node != null) {
                HiveType type = node.type();
                HiveType readable = DeclaredType.of(node.readableType());
                columns.add(new InferredColumn(
                        names.get(i),
                        labels.get(i),
                        type,
                        readable,
                        true,
                        node.reason(),
                        node.statistics(),
                        node.decisions(names.get(i))));
            }
        }
        return columns;
    }

    /** Some writers put more than one byte order mark. */
    private static String withoutMarks(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == '\uFEFF') {
            from++;
        }
        return text.substring(from);
    }

    /** So that the end is not in the middle of a character. */
    private static byte[] cutAfterLastTag(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '>') {
                return Arrays.copyOf(bytes, i + 1);
            }
        }
        return bytes;
    }
}
