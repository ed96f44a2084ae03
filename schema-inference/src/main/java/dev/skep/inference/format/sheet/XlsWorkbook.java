package dev.skep.inference.format.sheet;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A workbook of Excel 97 to 2003 (BIFF8); numbers of records are those of MS-XLS. */
public final class XlsWorkbook implements Workbook {

    private static final int BIFF8 = 0x0600;
    private static final int RECORD_HEADER = 4;

    /** Of a longer workbook, the beginning is read. */
    private static final int MOST_BYTES = 16 << 20;

    private final ByteBuffer bytes;
    private final boolean whole;
    private final Limits limits;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private final Map<Integer, NumberFormat> formats = new HashMap<>();
    private final List<NumberFormat> styles = new ArrayList<>();
    private List<String> texts = List.of();
    private boolean since1904;

    /** @throws UnreadableException if it is no workbook, an older one, or encrypted */
    public XlsWorkbook(ByteSource source, Limits limits) throws IOException, UnreadableException {
        this.limits = limits;
        CompoundFile file = new CompoundFile(source, MOST_BYTES);
        if (file.has("EncryptedPackage")) {
            throw UnreadableException.unsupported("its workbook is encrypted");
        }
        if (!file.has("Workbook")) {
            throw UnreadableException.unsupported(
                    file.has("Book")
                            ? "it is a workbook of Excel 95 or older; save it anew in a newer form"
                            : "it is an old office document, but no workbook");
        }
        byte[] stream = file.stream("Workbook");
        this.whole = stream.length < MOST_BYTES;
        this.bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        globals();
    }

    @Override
    public List<String> sheets() {
        return List.copyOf(names);
    }

    private void globals() throws UnreadableException {
        XlsStrings strings = new XlsStrings();
        boolean inStrings = false;
        for (int at = 0; at + RECORD_HEADER <= bytes.limit(); at = next(at)) {
            int type = type(at);
            if (type == 0x0809 && at == 0 && length(at) >= 2 && bytes.getShort(at + RECORD_HEADER) != BIFF8) {
                throw UnreadableException.unsupported(
                        "it is a workbook of Excel 95 or older; save it anew in a newer form");
            }
            if (type == 0x0a) {
                break;
            }
            inStrings = type == 0xfc || (inStrings && type == 0x3c);
            if (inStrings) {
                strings.add(bytes.array(), at + RECORD_HEADER, length(at));
            }
            global(type, at);
        }
        if (names.isEmpty()) {
            throw UnreadableException.corrupt("its workbook lists no sheet of cells");
        }
        texts = strings.read();
    }

    private void global(int type, int at) throws UnreadableException {
        int body = at + RECORD_HEADER;
        int length = length(at);
        if (type == 0x2f) {
            throw UnreadableException.unsupported("its workbook is encrypted");
        } else if (type == 0x22 && length >= 2) {
            since1904 = bytes.getShort(body) == 1;
        } else if (type == 0x85 && length >= 8 && bytes.get(body + 5) == 0) {
            offsets.add(bytes.getInt(body));
            names.add(text(body + 6, body + length, Byte.toUnsignedInt(bytes.get(body + 6)), 1));
        } else if (type == 0x41e && length >= 5) {
            String code = text(body + 2, body + length, Short.toUnsignedInt(bytes.getShort(body + 2)), 2);
            formats.put(Short.toUnsignedInt(bytes.getShort(body)), NumberFormat.of(code));
        } else if (type == 0xe0 && length >= 4) {
            int number = Short.toUnsignedInt(bytes.getShort(body + 2));
            NumberFormat own = formats.get(number);
            styles.add(own == null ? NumberFormat.builtIn(number) : own);
        }
    }

    /** A text after its length, which takes one byte or two; then a byte tells whether characters take one or two. */
    private String text(int from, int end, int length, int lengthBytes) {
        int options = from + lengthBytes;
        if (options >= end) {
            return "";
        }
        boolean wide = (bytes.get(options) & 1) != 0;
        int size = Math.min(wide ? 2 * length : length, end - options - 1);
        return new String(
                bytes.array(),
                options + 1,
                Math.max(0, size),
                wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean read(int sheet, Rows rows) throws UnreadableException {
        RowBuilder builder = new RowBuilder(rows, limits.columns());
        int offset = offsets.get(sheet);
        if (offset < 0 || offset >= bytes.limit()) {
            if (!whole) {
                return false;
            }
            throw UnreadableException.corrupt("its sheet " + names.get(sheet) + " begins outside of the workbook");
        }
        int depth = 0;
        for (int at = offset; at + RECORD_HEADER <= bytes.limit(); at = next(at)) {
            int type = type(at);
            // A chart within the sheet has a beginning and an end of its own.
            depth += type == 0x0809 ? 1 : type == 0x0a ? -1 : 0;
            if (depth == 0) {
                builder.finish();
                return true;
            }
            if (depth == 1 && length(at) >= 6) {
                cells(builder, type, at + RECORD_HEADER, length(at), next(at));
            }
        }
        builder.finish();
        return false;
    }

    private void cells(RowBuilder builder, int type, int body, int length, int next) throws UnreadableException {
        int row = Short.toUnsignedInt(bytes.getShort(body));
        int column = Short.toUnsignedInt(bytes.getShort(body + 2));
        if (type == 0xbd) {
            for (int i = 0; body + 4 + 6 * i + 6 <= body + length - 2; i++) {
                int at = body + 4 + 6 * i;
                builder.cell(row, column + i, number(rk(bytes.getInt(at + 2)), at));
            }
            return;
        }
        int value = body + 6;
        int left = length - 6;
        if (type == 0x203 && left >= 8) {
            builder.cell(row, column, number(bytes.getDouble(value), body + 4));
        } else if (type == 0x27e && left >= 4) {
            builder.cell(row, column, number(rk(bytes.getInt(value)), body + 4));
        } else if (type == 0xfd && left >= 4) {
            int index = bytes.getInt(value);
            builder.cell(row, column, Cell.text(index >= 0 && index < texts.size() ? texts.get(index) : "…"));
        } else if ((type == 0x204 || type == 0xd6) && left >= 3) {
            int count = Short.toUnsignedInt(bytes.getShort(value));
            builder.cell(row, column, Cell.text(text(value, body + length, count, 2)));
        } else if (type == 0x205 && left >= 2 && bytes.get(value + 1) == 0) {
            builder.cell(row, column, Cell.truth(bytes.get(value) != 0));
        } else if (type == 0x06 && left >= 8) {
            builder.cell(row, column, formula(body, next));
        }
    }

    /** The result that the formula had when the workbook was saved. */
    private Cell formula(int body, int next) {
        int value = body + 6;
        if (bytes.getShort(value + 6) != -1) {
            return number(bytes.getDouble(value), body + 4);
        }
        return switch (bytes.get(value)) {
            case 0 -> {
                boolean follows = next + RECORD_HEADER + 3 <= bytes.limit() && type(next) == 0x207;
                int text = next + RECORD_HEADER;
                yield follows
                        ? Cell.text(text(text, next(next), Short.toUnsignedInt(bytes.getShort(text)), 2))
                        : Cell.EMPTY;
            }
            case 1 -> Cell.truth(bytes.get(value + 2) != 0);
            default -> Cell.EMPTY;
        };
    }

    /** @param style where the number of the cell's style stands */
    private Cell number(double value, int style) {
        int index = Short.toUnsignedInt(bytes.getShort(style));
        return Cell.number(value, index < styles.size() ? styles.get(index) : NumberFormat.NUMBER, since1904);
    }

    /** A number in four bytes: a whole one, or the upper half of a double; maybe a hundred times too large. */
    private static double rk(int packed) {
        double value = (packed & 2) != 0 ? packed >> 2 : Double.longBitsToDouble((packed & 0xfffffffcL) << 32);
        return (packed & 1) != 0 ? value / 100 : value;
    }

    private int type(int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    /** The length of a record's body, as far as there are bytes. */
    private int length(int at) {
        return Math.min(Short.toUnsignedInt(bytes.getShort(at + 2)), bytes.limit() - at - RECORD_HEADER);
    }

    private int next(int at) {
        return at + RECORD_HEADER + length(at);
    }
}
