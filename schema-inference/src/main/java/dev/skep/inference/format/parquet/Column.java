package dev.skep.inference.format.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.skep.inference.ByteSource;
import dev.skep.inference.UnreadableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.List;

/** The values of one chunk with their levels, page by page; no more than a page and a dictionary is held. */
final class Column implements AutoCloseable {

    private static final int BUFFER = 8 << 10;

    private final Leaf leaf;
    private final PageCodec codec;
    private final Room room;
    private final BufferedInputStream in;
    private List<JsonNode> dictionary = List.of();
    private Hybrid repetitions = none();
    private Hybrid definitions = none();
    private Values values = NullNode::getInstance;
    private int held;
    private long leftInChunk;
    private int leftInPage;
    private int repetition;
    private int definition;

    Column(ByteSource source, Leaf leaf, Chunk chunk, Room room) throws IOException, UnreadableException {
        if (chunk.elsewhere()) {
            throw UnreadableException.unsupported(
                    "its column " + leaf.node().name() + " is encrypted or in another file");
        }
        if (chunk.start() < 0 || chunk.length() < 0 || chunk.length() > source.size() - chunk.start()) {
            throw UnreadableException.corrupt("its column " + leaf.node().name() + " lies outside of the file");
        }
        this.leaf = leaf;
        this.codec = PageCodec.of(chunk.codec());
        this.room = room;
        this.leftInChunk = chunk.values();
        this.in = new BufferedInputStream(source.open(chunk.start(), chunk.length()), BUFFER);
    }

    Leaf leaf() {
        return leaf;
    }

    /** Goes to the next value; false if there is none. */
    boolean advance() throws IOException, UnreadableException {
        if (leftInChunk == 0) {
            return false;
        }
        while (leftInPage == 0) {
            nextPage();
        }
        leftInPage--;
        leftInChunk--;
        repetition = repetitions.next();
        definition = definitions.next();
        return true;
    }

    /** The level at which the value goes on with what stands before it; 0 at the beginning of a row. */
    int repetition() {
        return repetition;
    }

    /** How far down the way to the leaf there is something. */
    int definition() {
        return definition;
    }

    /** The value, to be asked for once; null where it is absent. */
    JsonNode value() throws UnreadableException {
        return definition == leaf.definition() ? values.next() : NullNode.getInstance();
    }

    private void nextPage() throws IOException, UnreadableException {
        PageHeader header = PageHeader.read(in, room.most());
        room.give(held);
        held = 0;
        switch (header.kind()) {
            case PageHeader.DATA -> plainLevels(header, codec.unpack(read(header), 0, header.unpackedSize()));
            case PageHeader.DATA_2 -> ownLevels(header, read(header));
            case PageHeader.DICTIONARY -> {
                byte[] page = codec.unpack(read(header), 0, header.unpackedSize());
                dictionary = Values.dictionary(header.encoding(), leaf.node().physical(), page, header.values());
                held = 0; // the entries stay for as long as the chunk
            }
            default -> read(header); // an index, which nobody needs here
        }
    }

    /** Takes room for the page before it is read. */
    private byte[] read(PageHeader header) throws IOException, UnreadableException {
        held = room.take((long) header.packedSize() + header.unpackedSize());
        byte[] bytes = in.readNBytes(header.packedSize());
        if (bytes.length < header.packedSize()) {
            throw UnreadableException.truncated("its column " + leaf.node().name() + " ends in the middle of a page");
        }
        return bytes;
    }

    /** Levels stand before the values, each with its length. */
    private void plainLevels(PageHeader header, byte[] page) throws UnreadableException {
        boolean known = (leaf.definition() == 0 || header.definitionEncoding() == PageHeader.RLE)
                && (leaf.repetition() == 0 || header.repetitionEncoding() == PageHeader.RLE);
        if (!known) {
            throw UnreadableException.unsupported("its levels are in an encoding that is no longer used");
        }
        int at = 0;
        int length = length(page, at, leaf.repetition());
        repetitions = levels(page, at, length, leaf.repetition());
        at += length;
        length = length(page, at, leaf.definition());
        definitions = levels(page, at, length, leaf.definition());
        at += length;
        values = Values.of(header.encoding(), leaf.node().physical(), page, at, dictionary);
        leftInPage = header.values();
    }

    /** Bytes of levels with their length; none if there is one level only. */
    private static int length(byte[] page, int at, int most) throws UnreadableException {
        if (most == 0) {
            return 0;
        }
        long length = page.length - at < Integer.BYTES
                ? -1
                : (page[at] & 0xffL)
                        | (page[at + 1] & 0xffL) << 8
                        | (page[at + 2] & 0xffL) << 16
                        | (page[at + 3] & 0xffL) << 24;
        if (length < 0 || length > page.length - at - Integer.BYTES) {
            throw UnreadableException.corrupt("a page claims levels that are longer than the page");
        }
        return (int) length + Integer.BYTES;
    }

    private static Hybrid levels(byte[] page, int at, int length, int most) {
        return most == 0 ? none() : new Hybrid(page, at + Integer.BYTES, at + length, width(most));
    }

    /** Levels stand before the values uncompressed, and the header has their lengths. */
    private void ownLevels(PageHeader header, byte[] page) throws UnreadableException {
        int at = header.repetitions() + header.definitions();
        repetitions = new Hybrid(page, 0, header.repetitions(), width(leaf.repetition()));
        definitions = new Hybrid(page, header.repetitions(), at, width(leaf.definition()));
        PageCodec packing = header.packed() ? codec : PageCodec.UNCOMPRESSED;
        byte[] plain = packing.unpack(page, at, Math.max(0, header.unpackedSize() - at));
        values = Values.of(header.encoding(), leaf.node().physical(), plain, 0, dictionary);
        leftInPage = header.values();
    }

    private static int width(int most) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(most);
    }

    private static Hybrid none() {
        return new Hybrid(new byte[0], 0, 0, 0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
