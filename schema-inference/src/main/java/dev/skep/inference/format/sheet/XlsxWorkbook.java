package dev.skep.inference.format.sheet;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.sheet.XlsxParts.Element;
import dev.skep.inference.unpack.Archive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A workbook of Excel 2007 and later: parts in a zip archive, as ECMA-376, part 1, gives them. */
public final class XlsxWorkbook implements Workbook {

    private static final int MOST_TEXTS = 200_000;
    private static final int LONGEST = 256;

    private final XlsxParts parts;
    private final Limits limits;
    private final List<String> names = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private final Map<Integer, NumberFormat> formats = new HashMap<>();
    private final List<NumberFormat> styles = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private boolean since1904;

    public XlsxWorkbook(ByteSource source, Limits limits) throws IOException, UnreadableException {
        this.parts = new XlsxParts(source, limits);
        this.limits = limits;
        workbook();
        parts.walk("xl/styles.xml", new Styles()::element);
        parts.walk("xl/sharedStrings.xml", new Texts()::element);
    }

    /** Whether an archive is a workbook. */
    public static boolean isWorkbook(ByteSource source) throws IOException, UnreadableException {
        return Archive.entries(source).stream()
                .anyMatch(entry ->
                        entry.name().equals("xl/workbook.xml") || entry.name().equals("xl/workbook.bin"));
    }

    @Override
    public List<String> sheets() {
        return List.copyOf(names);
    }

    private void workbook() throws IOException, UnreadableException {
        if (!parts.has("xl/workbook.xml")) {
            throw UnreadableException.unsupported("it is a binary workbook (xlsb); save it anew as xlsx");
        }
        Map<String, String> targets = new HashMap<>();
        parts.walk("xl/_rels/workbook.xml.rels", element -> {
            if (element.begins("Relationship")) {
                targets.put(element.attribute("Id"), path(element.attribute("Target")));
            }
        });
        parts.walk("xl/workbook.xml", element -> {
            if (element.begins("workbookPr")) {
                since1904 = element.attribute("date1904").equals("1")
                        || element.attribute("date1904").equals("true");
            }
            String path = element.begins("sheet") ? targets.getOrDefault(element.attribute("id"), "") : "";
            // Sheets of charts and macros hold no cells.
            if (path.toLowerCase(Locale.ROOT).contains("worksheets/") && names.size() < limits.columns()) {
                names.add(element.attribute("name"));
                paths.add(path);
            }
        });
        if (names.isEmpty()) {
            throw UnreadableException.corrupt("its workbook lists no sheet of cells");
        }
    }

    /** Targets are relative to the folder of the workbook, or begin at the root. */
    private static String path(String target) {
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    /** Which styles of cells show moments. */
    private final class Styles {
        private boolean inCellStyles;

        void element(Element element) {
            if (element.begins("numFmt")) {
                formats.put(element.number("numFmtId"), NumberFormat.of(element.attribute("formatCode")));
            } else if (element.begins("cellXfs") || element.ends("cellXfs")) {
                inCellStyles = element.begins("cellXfs");
            } else if (inCellStyles && element.begins("xf") && styles.size() < MOST_TEXTS) {
                NumberFormat own = formats.get(element.number("numFmtId"));
                styles.add(own == null ? NumberFormat.builtIn(element.number("numFmtId")) : own);
            }
        }
    }

    /** The texts that cells share; long ones are cut. */
    private final class Texts {
        private final StringBuilder text = new StringBuilder();
        private boolean inText;
        private boolean phonetic;

        void element(Element element) {
            if (element.begins("si")) {
                text.setLength(0);
            } else if (element.begins("rPh") || element.ends("rPh")) {
                phonetic = element.begins("rPh");
            } else if (element.begins("t") || element.ends("t")) {
                inText = element.begins("t") && !phonetic;
            } else if (element.isText() && inText && text.length() < LONGEST) {
                text.append(element.text(), 0, Math.min(element.text().length(), LONGEST));
            } else if (element.ends("si") && texts.size() < MOST_TEXTS) {
                texts.add(text.toString());
            }
        }
    }

    @Override
    public boolean read(int sheet, Rows rows) throws IOException, UnreadableException {
        Cells cells = new Cells(new RowBuilder(rows, limits.columns()));
        boolean whole = parts.walk(paths.get(sheet), cells::element);
        cells.builder.finish();
        return whole;
    }

    /** Where the walk over a sheet is. */
    private final class Cells {
        private final RowBuilder builder;
        private final StringBuilder value = new StringBuilder();
        private int row = -1;
        private int column = -1;
        private String type = "";
        private int style;
        private boolean inValue;

        Cells(RowBuilder builder) {
            this.builder = builder;
        }

        void element(Element element) throws UnreadableException {
            if (element.isText()) {
                if (inValue && value.length() < LONGEST) {
                    value.append(element.text(), 0, Math.min(element.text().length(), LONGEST));
                }
            } else if (element.begins("row")) {
                row = element.attribute("r").isEmpty() ? row + 1 : element.number("r") - 1;
                column = -1;
            } else if (element.begins("c")) {
                String place = element.attribute("r");
                column = place.isEmpty() ? column + 1 : columnOf(place);
                type = element.attribute("t");
                style = element.number("s");
                value.setLength(0);
            } else if (element.begins("v") || element.begins("t")) {
                inValue = true;
            } else if (element.ends("v") || element.ends("t")) {
                inValue = false;
            } else if (element.ends("c")) {
                builder.cell(row, column, cell());
            }
        }

        private Cell cell() {
            String text = value.toString();
            return switch (type) {
                case "s" -> shared(text);
                case "str", "inlineStr" -> Cell.text(text);
                case "b" -> Cell.truth(text.equals("1") || text.equals("true"));
                case "e" -> Cell.EMPTY;
                case "d" -> Cell.moment(text);
                default -> number(text);
            };
        }

        private Cell shared(String text) {
            try {
                int index = Integer.parseInt(text.strip());
                return Cell.text(index >= 0 && index < texts.size() ? texts.get(index) : "…");
            } catch (NumberFormatException e) {
                return Cell.EMPTY;
            }
        }

        private Cell number(String text) {
            if (text.isBlank()) {
                return Cell.EMPTY;
            }
            try {
                NumberFormat format = style >= 0 && style < styles.size() ? styles.get(style) : NumberFormat.NUMBER;
                return Cell.number(Double.parseDouble(text), format, since1904);
            } catch (NumberFormatException e) {
                return Cell.text(text);
            }
        }
    }

    /** The letters of a place such as {@code AB12}, as a number from 0; at most that of {@code ZZZ}. */
    private static int columnOf(String place) {
        int column = 0;
        for (int i = 0; i < Math.min(4, place.length()); i++) {
            char c = place.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = 26 * column + c - 'A' + 1;
        }
        return column - 1;
    }
}
