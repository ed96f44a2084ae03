package dev.skep.inference.format.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * Opens XML that may be hostile: no DTD is read, no entity is resolved but those of XML itself, and depth is bounded. Each
 * document has a factory of its own, because the names that a factory has met stay in its table.
 */
public final class SafeXml {

    private static final int MOST_ATTRIBUTES = 10_000;

    private SafeXml() {}

    /**
     * @param bytes in the encoding that the document declares
     * @param depth how many elements may be open at once
     */
    public static XMLStreamReader reader(InputStream bytes, int depth) throws XMLStreamException {
        return factory(depth).createXMLStreamReader(bytes);
    }

    /** @param text decoded by the caller, whatever the document declares */
    public static XMLStreamReader reader(Reader text, int depth) throws XMLStreamException {
        return factory(depth).createXMLStreamReader(text);
    }

    /** What is wrong, and in which line. */
    public static String place(XMLStreamException e) {
        String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ";
        return line + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static XMLInputFactory factory(int depth) {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // Otherwise what is wrong with a text comes to light where no checked exception may be thrown.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, depth);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        return factory;
    }
}
