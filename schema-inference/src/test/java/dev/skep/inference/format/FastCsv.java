package dev.skep.inference.format;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of delimited text, as FastCSV splits it and as we do. */
final class FastCsv {

    private static final int MOST_CELLS = 10_000;

    private FastCsv() {}

    static List<List<String>> theirs(String text, char delimiter, char quote) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether quotes stand where every program makes something else of them. */
    static boolean hasStrayQuotes(String text, Splitting splitting) {
        CsvTokenizer tokens = new CsvTokenizer(text, splitting, MOST_CELLS);
        List<String> row = tokens.next();
        while (!row.isEmpty()) {
            row = tokens.next();
        }
        return tokens.isCut() || tokens.badQuotes() + tokens.blanksBeforeQuotes() > 0;
    }

    static List<List<String>> ours(String text, Splitting splitting) {
        CsvTokenizer tokens = new CsvTokenizer(text, splitting, MOST_CELLS);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
            rows.add(row);
        }
        return rows;
    }
}
