package dev.skep.inference.accuracy;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The format detection of univocity-parsers: dialects of delimited text, neither header nor types. */
final class UnivocityEngine implements Engine {

    @Override
    public String name() {
        return "univocity";
    }

    @Override
    public boolean knows(String category) {
        return category.startsWith("csv");
    }

    @Override
    public FileReport answer(Path file) throws IOException {
        CsvParserSettings settings = new CsvParserSettings();
        settings.detectFormatAutomatically();
        settings.setMaxColumns(20_000);
        settings.setMaxCharsPerColumn(-1);
        CsvParser parser = new CsvParser(settings);
        parser.beginParsing(Files.newInputStream(file));
        String[] first = parser.parseNext();
        CsvFormat format = parser.getDetectedFormat();
        parser.stopParsing();
        List<FileReport.Column> columns = new ArrayList<>();
        for (String name : first == null ? List.<String>of() : Arrays.asList(first)) {
            columns.add(new FileReport.Column(String.valueOf(name), "string", true));
        }
        return new FileReport(
                file.toString(),
                "csv",
                "none",
                null,
                format.getDelimiterString(),
                String.valueOf(format.getQuote()),
                null,
                true,
                null,
                null,
                columns,
                null,
                1,
                List.of(),
                List.of(),
                null);
    }
}
