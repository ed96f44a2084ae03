package dev.skep.inference.format.sheet;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.xml.SafeXml;
import dev.skep.inference.unpack.Archive;
import dev.skep.inference.unpack.DamagedException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The XML parts of an office document, walked element by element within bounds. */
final class XlsxParts {

    /** Of a longer part, the beginning is read. */
    private static final int MOST_BYTES = 16 << 20;

    private final ByteSource source;
    private final Limits limits;
    private final Map<String, Archive.Entry> parts = new HashMap<>();

    XlsxParts(ByteSource source, Limits limits) throws IOException, UnreadableException {
        this.source = source;
        this.limits = limits;
        for (Archive.Entry entry : Archive.entries(source)) {
            parts.putIfAbsent(entry.name(), entry);
        }
    }

    boolean has(String part) {
        return parts.containsKey(part);
    }

    /** Receives what comes next. */
    interface Walker {
        void at(Element element) throws UnreadableException;
    }

    /** The beginning of an element, its end, or a text, where the parser stands. */
    static final class Element {
        private final XMLStreamReader xml;

        private Element(XMLStreamReader xml) {
            this.xml = xml;
        }

        boolean begins(String name) {
            return xml.isStartElement() && xml.getLocalName().equals(name);
        }

        boolean ends(String name) {
            return xml.isEndElement() && xml.getLocalName().equals(name);
        }

        boolean isText() {
            return xml.isCharacters();
        }

        String text() {
            return xml.getText();
        }

        /** The attribute of a local name; empty if it is absent. */
        String attribute(String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i);
                }
            }
            return "";
        }

        /** The attribute as a whole number; 0 if it is absent or none. */
        int number(String name) {
            try {
                return Integer.parseInt(attribute(name));
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    /** @return whether the part was walked to its end; true if there is no such part */
    boolean walk(String part, Walker walker) throws IOException, UnreadableException {
        Archive.Entry entry = parts.get(part);
        if (entry == null) {
            return true;
        }
        try (Bounded in = new Bounded(Archive.open(source, entry).open(), MOST_BYTES)) {
            XMLStreamReader xml = SafeXml.reader(in, limits.depth());
            try {
                Element element = new Element(xml);
                while (xml.hasNext()) {
                    int event = xml.next();
                    if (event == XMLStreamConstants.START_ELEMENT
                            || event == XMLStreamConstants.END_ELEMENT
                            || event == XMLStreamConstants.CHARACTERS) {
                        walker.at(element);
                    }
                }
                return true;
            } catch (XMLStreamException e) {
                if (in.isSpent()) {
                    return false;
                }
                throw refusal(part, e);
            }
        } catch (XMLStreamException e) {
            throw refusal(part, e);
        }
    }

    /** @throws IOException if the source failed, and not its bytes */
    private static UnreadableException refusal(String part, XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof DamagedException damaged) {
            return UnreadableException.corrupt("its part " + part + " cannot be unpacked, "
                    + damaged.answer().detail());
        }
        if (e.getNestedException() instanceof IOException failure && !(failure instanceof CharConversionException)) {
            throw failure;
        }
        return UnreadableException.corrupt("its part " + part + " is damaged, " + SafeXml.place(e));
    }

    /** Ends a stream after so many bytes, whatever follows. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        boolean isSpent() {
            return left <= 0;
        }

        @Override
        public int read() throws IOException {
            return --left < 0 ? -1 : in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = in.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
