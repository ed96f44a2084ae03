package dev.skep.inference.format;

import com.ctc.wstx.exc.WstxEOFException;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.XmlNode.Budget;
import dev.skep.inference.format.xml.SafeXml;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a document. No entity is resolved but those of XML itself, and no DTD is read: a document that needs one is
 * refused.
 */
final class XmlDocument {

    /** Of longer texts only the beginning counts. */
    private static final int LONGEST_TEXT = 4_096;

    /** Attributes of this namespace are about the document, not of it. */
    private static final String SCHEMA_INSTANCE = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final XmlNode above = new XmlNode("");
    private final Budget budget;
    private Evidence encoding = new Evidence(Topic.ENCODING, "", "UTF-8", 0.95, "it declares no other");
    private @Nullable String surplus;

    private XmlDocument(Limits limits) {
        this.budget = new Budget(limits.columns());
    }

    /**
     * @param bytes the document in the encoding that it declares
     * @param whole whether it must end where its root ends
     * @return absent if the bytes are not in that encoding
     */
    static @Nullable XmlDocument parse(byte[] bytes, int from, boolean whole, Limits limits)
            throws UnreadableException {
        XmlDocument document = new XmlDocument(limits);
        try {
            document.read(
                    SafeXml.reader(new ByteArrayInputStream(bytes, from, bytes.length - from), limits.depth()), whole);
            return document;
        } catch (XMLStreamException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof CharConversionException) {
                    return null;
                }
            }
            throw refusal(e);
        }
    }

    /** @param text the document decoded by the caller, whatever it declares */
    static XmlDocument parse(String text, Evidence encoding, boolean whole, Limits limits) throws UnreadableException {
        XmlDocument document = new XmlDocument(limits);
        try {
            document.read(SafeXml.reader(new StringReader(text), limits.depth()), whole);
            document.encoding = encoding;
            return document;
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    /** The node whose only element is the root. */
    XmlNode above() {
        return above;
    }

    /** The decision on the encoding. */
    Evidence encoding() {
        return encoding;
    }

    /** What is wrong with what comes after the root element; absent if nothing does. */
    @Nullable String surplus() {
        return surplus;
    }

    private void read(XMLStreamReader xml, boolean whole) throws XMLStreamException, UnreadableException {
        String found = xml.getEncoding();
        encoding = found == null ? encoding : new Evidence(Topic.ENCODING, "", found, 1, "it declares it");
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(above));
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> open.push(start(xml, open.element()));
                    case XMLStreamConstants.END_ELEMENT -> open.pop().close();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.element().add(xml.getText());
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw UnreadableException.unsupported(
                                "it refers to the entity " + xml.getLocalName() + ", and entities are not resolved");
                    default -> {
                        // Comments, instructions and the like hold no data.
                    }
                }
            }
        } catch (WstxEOFException e) {
            if (whole) {
                throw e;
            }
        } catch (XMLStreamException e) {
            boolean ended = open.size() == 1 && !above.elements().isEmpty();
            if (!ended) {
                throw e;
            }
            surplus = SafeXml.place(e);
        } finally {
            xml.close();
        }
    }

    private Open start(XMLStreamReader xml, Open parent) throws UnreadableException {
        parent.leaf = false;
        XmlNode node = parent.node.enter(xml.getLocalName(), prefix(xml), budget);
        Open entered = new Open(node);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (!SCHEMA_INSTANCE.equals(xml.getAttributeNamespace(i))) {
                node.attribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i), budget);
            }
        }
        return entered;
    }

    private static String prefix(XMLStreamReader xml) {
        String prefix = xml.getPrefix();
        return prefix == null ? "" : prefix;
    }

    private static UnreadableException refusal(XMLStreamException e) {
        String place = SafeXml.place(e);
        if (e instanceof WstxEOFException) {
            return UnreadableException.truncated("its XML ends before its root element does, " + place);
        }
        if (place.contains("entity")) {
            return UnreadableException.unsupported("entities of a DTD are not resolved, " + place);
        }
        return place.contains("limit")
                ? UnreadableException.tooLarge("its XML is beyond the limits, " + place)
                : UnreadableException.corrupt("it is not well-formed XML, " + place);
    }

    /** An element whose end was not seen yet. */
    private static final class Open {
        private final XmlNode node;
        private final StringBuilder text = new StringBuilder();
        private boolean leaf = true;

        Open(XmlNode node) {
            this.node = node;
        }

        void add(String part) {
            String more = text.isEmpty() ? part.stripLeading() : part;
            text.append(more, 0, Math.min(more.length(), Math.max(0, LONGEST_TEXT - text.length())));
        }

        void close() {
            String value = text.toString().strip();
            if (!value.isEmpty() || (leaf && !node.hasAttributes())) {
                node.text(value);
            }
        }
    }
}
