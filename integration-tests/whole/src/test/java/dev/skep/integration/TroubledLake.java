package dev.skep.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Makes files with all kinds of trouble for readers, one folder a table, and knows every value in them. */
final class TroubledLake {
    /** How a query that asks for it spells null. */
    static final String NULL = "∅";

    private static final int ROWS = 20;
    private static final List<List<String>> PLAIN = rows(i -> List.of(text(i), "name" + i, i + ".5"));

    private final Path root;
    private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> documents = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    TroubledLake(Path root) throws IOException {
        this.root = root;
        delimited();
        quoted();
        encoded();
        incomplete();
        typed();
        json();
        packed();
        xml();
    }

    /** The rows of each table, its values as Spark makes text of them; in no order. */
    Map<String, List<List<String>>> tables() {
        return tables;
    }

    /** The rows of each table of XML, which not every release of Spark reads. */
    Map<String, List<List<String>>> documents() {
        return documents;
    }

    /** Files that no engine reads rightly, so that they must be told and not registered. */
    List<String> unreadable() {
        return unreadable;
    }

    private void delimited() throws IOException {
        put("plain", csv(",", "\n", PLAIN), PLAIN);
        put("crlf", csv(",", "\r\n", PLAIN), PLAIN);
        put("tabs", csv("\t", "\n", PLAIN), PLAIN);
        put("bars", csv("|", "\n", PLAIN), PLAIN);
        put("wide_delimiter", csv("||", "\n", PLAIN), PLAIN);
        put("without_header", lines("\001", "\n", PLAIN), PLAIN);
        List<List<String>> commas = rows(i -> List.of(text(i), "name" + i, i + ",5"));
        put("decimal_commas", csv(";", "\n", commas), commas);
        put("comments", "# made by hand\n# last year\n" + csv(",", "\n", PLAIN), PLAIN);
        put("blank_lines", csv(",", "\n", PLAIN).replace("7,name7", "\n\n7,name7"), PLAIN);
        put("several_files", csv(",", "\n", PLAIN.subList(0, 9)), PLAIN);
        file("several_files/b.csv", csv(",", "\n", PLAIN.subList(9, ROWS)).getBytes(StandardCharsets.UTF_8));
        List<List<String>> keyed = rows(i -> List.of(text(i), "name" + i, i + ".5", i < 9 ? "a b/é" : NULL));
        tables.put("partitions", keyed);
        file("partitions/k=a b%2Fé/a.csv", csv(",", "\n", PLAIN.subList(0, 9)).getBytes(StandardCharsets.UTF_8));
        file(
                "partitions/k=__HIVE_DEFAULT_PARTITION__/a.csv",
                csv(",", "\n", PLAIN.subList(9, ROWS)).getBytes(StandardCharsets.UTF_8));
        unreadable(
                "aligned",
                "a.txt",
                lines("   ", "\n", rows(i -> List.of(text(100 + i), "n" + (100 + i), i % 9 + ".5"))));
    }

    private void quoted() throws IOException {
        List<List<String>> said = rows(i -> List.of(text(i), "x, \"so\" " + i, i + ".5"));
        put("quotes", csv(",", "\n", with(said, cell -> quote(cell, '"', "\"\""))), said);
        put("escapes", csv(",", "\n", with(said, cell -> quote(cell, '"', "\\\""))), said);
        List<List<String>> mine = rows(i -> List.of(text(i), "it; is 'mine' " + i, i + ".5"));
        put("single_quotes", csv(";", "\n", with(mine, cell -> quote(cell, '\'', "''"))), mine);
        List<List<String>> spanning = rows(i -> List.of(text(i), "one\ntwo, " + i, i + ".5"));
        put("line_ends", csv(",", "\n", with(spanning, cell -> quote(cell, '"', "\"\""))), spanning);
        List<List<String>> paths = rows(i -> List.of(text(i), "C:\\temp\\n" + i, i + ".5"));
        put("backslashes", csv(",", "\n", paths), paths);
        List<List<String>> inches = rows(i -> List.of(text(i), "5\" " + i, i + ".5"));
        put("quotes_inside", csv(",", "\n", inches), inches);
        put("late_quotes", csv(",", "\n", PLAIN.subList(0, 9)), joined(PLAIN.subList(0, 9), said.subList(9, ROWS)));
        file(
                "late_quotes/b.csv",
                csv(",", "\n", with(said.subList(9, ROWS), cell -> quote(cell, '"', "\"\"")))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void encoded() throws IOException {
        List<List<String>> foreign = rows(i -> List.of(text(i), "größe 中 " + i, i + ".5"));
        put("utf_8", csv(",", "\n", foreign), foreign);
        put("marked", "\ufeff" + csv(",", "\n", foreign), foreign);
        put("utf_16", "\ufeff" + csv(",", "\n", foreign), foreign, StandardCharsets.UTF_16LE);
        put("utf_16_big", "\ufeff" + csv(",", "\n", foreign), foreign, StandardCharsets.UTF_16BE);
    }

    private void incomplete() throws IOException {
        List<List<String>> gaps = rows(i -> List.of(i % 3 == 0 ? "" : text(i), i % 4 == 0 ? "" : "n" + i, i + ".5"));
        put("gaps", csv(",", "\n", gaps), with(gaps, cell -> cell.isEmpty() ? NULL : cell));
        for (String word : List.of("NA", "n/a", "NULL", "None", "-")) {
            List<List<String>> words = rows(i -> List.of(i % 3 == 0 ? word : text(i), "n" + i, i + ".5"));
            put("word_" + word.replaceAll("\\W", "_").toLowerCase(Locale.ROOT), csv(",", "\n", words), words);
        }
    }

    /** Notations that no text reader knows as what they are; every column must keep what the file says. */
    private void typed() throws IOException {
        List<List<String>> values = rows(i -> List.of(
                text(i),
                i % 2 == 0 ? "true" : "false",
                i % 2 == 0 ? "yes" : "no",
                "%02d/03/2024".formatted(i + 1),
                "%02d.03.2024".formatted(i + 1),
                "2024-02-%02d".formatted(i + 1),
                "2024-02-01 10:11:%02d".formatted(i + 1),
                "2024-02-01T10:11:%02d".formatted(i + 1),
                "2024-02-01T10:11:%02d+02:00".formatted(i + 1),
                "1,%03d".formatted(i),
                "+" + (i + 1),
                "$" + i + ".00",
                i + "%",
                "%05d".formatted(i),
                text(3_000_000_000L + i),
                (i + 1) + "00000000000000000001",
                (i + 1) + ".12345678901234567890",
                " " + i,
                "10:%02d".formatted(i),
                i == 3 ? "NaN" : i + ".5",
                "1700-01-%02d".formatted(i + 1)));
        put("notations", lines("\t", "\n", values), values);
        amounts();
    }

    /** Numbers that take several types in several files, and one that keeps all of them in the table. */
    private void amounts() throws IOException {
        List<List<String>> amounts =
                rows(i -> List.of(text(i), "n" + i, i < 5 ? "12345678901234567.8" + i : i < 12 ? i + ".125" : text(i)));
        List<List<String>> read = amounts.stream()
                .map(row -> List.of(
                        row.get(0),
                        row.get(1),
                        new BigDecimal(row.get(2)).setScale(3).toPlainString()))
                .toList();
        String object = "{\"id\":%s,\"name\":\"%s\",\"amount\":%s}\n";
        int from = 0;
        for (int to : List.of(5, 12, ROWS)) {
            List<List<String>> part = amounts.subList(from, to);
            file("amounts/" + to + ".csv", csv(",", "\n", part).getBytes(StandardCharsets.UTF_8));
            String objects =
                    part.stream().map(row -> object.formatted(row.toArray())).collect(Collectors.joining());
            file("amounts_json/" + to + ".json", objects.getBytes(StandardCharsets.UTF_8));
            from = to;
        }
        tables.put("amounts", read);
        tables.put("amounts_json", read);
    }

    private void json() throws IOException {
        List<List<String>> values = rows(i -> List.of(
                text(i),
                "é" + i,
                i + ".5",
                i % 2 == 0 ? "true" : "false",
                text(3_000_000_000L + i),
                i % 2 == 0 ? text(i) : "m" + i,
                "2024-02-01T10:11:%02dZ".formatted(i),
                "{\"a\":" + i + ",\"B\":[" + i + "]}"));
        List<String> objects = values.stream().map(TroubledLake::object).toList();
        put("json_lines", "a.json", String.join("\n", objects) + "\n", values, StandardCharsets.UTF_8);
        put("json_array", "a.json", "[" + String.join(",\n", objects) + "]", values, StandardCharsets.UTF_8);
        file("json_utf_16/a.json", String.join("\n", objects).getBytes(StandardCharsets.UTF_16));
        unreadable.add("json_utf_16/a.json");
        put(
                "json_document",
                "a.json",
                objects.get(1).replace(",", ",\n"),
                values.subList(1, 2),
                StandardCharsets.UTF_8);
        file("json_packed/a.json.gz", gzip(String.join("\n", objects)));
        tables.put("json_packed", values);
        unreadable("json_documents", "a.json", objects.get(0).replace(",", ",\n") + "\n" + objects.get(1));
    }

    private void packed() throws IOException {
        file("packed/a.csv.gz", gzip(csv(",", "\n", PLAIN)));
        tables.put("packed", PLAIN);
        file("misnamed/a.csv", gzip(csv(",", "\n", PLAIN)));
        unreadable.add("misnamed/a.csv");
        unreadable("not_packed", "a.csv.gz", csv(",", "\n", PLAIN));
    }

    private void xml() throws IOException {
        List<List<String>> values = rows(i -> List.of(
                text(i),
                i % 4 == 3 ? NULL : "a & b <" + i + ">",
                i + ".5",
                i % 2 == 0 ? "true" : "false",
                text(3_000_000_000L + i),
                "2024-02-%02d".formatted(i + 1),
                "%05d".formatted(i),
                i % 3 == 0 ? "NA" : text(i),
                "{\"unit\":\"€\",\"value\":" + i + ".25}",
                i % 2 == 0 ? "[{\"n\":1},{\"n\":" + i + "}]" : "[{\"n\":" + i + "}]"));
        String rows = values.stream().map(TroubledLake::element).collect(Collectors.joining("\n"));
        document("xml", "<?xml version=\"1.0\"?>\n<!-- <order/> -->\n<shop>" + rows + "</shop>", values);
        document(
                "xml_prefixed",
                ("<shop xmlns:t='urn:t'>" + rows + "</shop>").replaceAll("(</?)amount", "$1t:amount"),
                values);
        unreadable(
                "xml_prefixed_rows",
                "a.xml",
                ("<s:all xmlns:s='urn:s'>" + rows + "</s:all>").replaceAll("(</?)order", "$1s:order"));
        document("xml_attributes", attributes(), PLAIN);
        List<List<String>> foreign = rows(i -> List.of(text(i), "größe " + i));
        String western = foreign.stream()
                .map(row -> "<r><n>" + row.get(0) + "</n><w>" + row.get(1) + "</w></r>")
                .collect(Collectors.joining("\n", "<?xml version='1.0' encoding='ISO-8859-1'?><all>", "</all>"));
        file("xml_western/a.xml", western.getBytes(StandardCharsets.ISO_8859_1));
        documents.put("xml_western", foreign);
        file("xml_partitions/k=1/a.xml.gz", gzip(attributes()));
        documents.put(
                "xml_partitions", PLAIN.stream().map(row -> joinedRow(row, "1")).toList());
        unreadable("xml_mixed", "a.xml", "<doc><p>one <b>two</b> three</p><p>four <b>five</b></p></doc>");
        unreadable("xml_elsewhere", "a.xml", "<all><r><n>1</n><r><n>2</n></r></r><r><n>3</n></r><r><n>4</n></r></all>");
    }

    private static String attributes() {
        return PLAIN.stream()
                .map(row -> "<row id='%s' name=\"%s\" amount='%s'/>".formatted(row.toArray()))
                .collect(Collectors.joining("", "<rows>", "</rows>"));
    }

    private static String element(List<String> row) {
        String name = row.get(1);
        String text =
                name.equals(NULL) ? "" : "<na-me>" + name.replace("&", "&amp;").replace("<", "&lt;") + "</na-me>";
        String lines =
                row.get(9).replaceAll("\\{\"n\":(\\d+)}", "<line n='$1'/>").replaceAll("[\\[\\],]", "");
        String price = row.get(8).replaceAll("\\D*([0-9.]+)}", "$1");
        return ("<order id='%s'>%s<amount>%s</amount><ok>%s</ok><big> %s </big><day>%s</day><zip>%s</zip><na>%s</na>"
                        + "<price unit='&#8364;'>%s</price>%s</order>")
                .formatted(
                        row.get(0),
                        text,
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5),
                        row.get(6),
                        row.get(7),
                        price,
                        lines);
    }

    private static List<String> joinedRow(List<String> row, String last) {
        List<String> all = new ArrayList<>(row);
        all.add(last);
        return all;
    }

    private void document(String table, String text, List<List<String>> truth) throws IOException {
        file(table + "/a.xml", text.getBytes(StandardCharsets.UTF_8));
        documents.put(table, truth);
    }

    private void put(String table, String text, List<List<String>> truth) throws IOException {
        put(table, text, truth, StandardCharsets.UTF_8);
    }

    private void put(String table, String text, List<List<String>> truth, Charset encoding) throws IOException {
        put(table, "a.csv", text, truth, encoding);
    }

    private void put(String table, String name, String text, List<List<String>> truth, Charset encoding)
            throws IOException {
        file(table + "/" + name, text.getBytes(encoding));
        tables.put(table, truth);
    }

    private void unreadable(String table, String name, String text) throws IOException {
        file(table + "/" + name, text.getBytes(StandardCharsets.UTF_8));
        unreadable.add(table + "/" + name);
    }

    private void file(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static List<List<String>> rows(Function<Integer, List<String>> row) {
        return IntStream.range(0, ROWS).boxed().map(row).toList();
    }

    private static List<List<String>> with(List<List<String>> rows, Function<String, String> change) {
        return rows.stream().map(row -> row.stream().map(change).toList()).toList();
    }

    private static List<List<String>> joined(List<List<String>> first, List<List<String>> second) {
        List<List<String>> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String csv(String delimiter, String end, List<List<String>> rows) {
        return String.join(delimiter, "id", "name", "amount") + end + lines(delimiter, end, rows);
    }

    private static String lines(String delimiter, String end, List<List<String>> rows) {
        return rows.stream().map(row -> String.join(delimiter, row) + end).collect(Collectors.joining());
    }

    private static String quote(String cell, char quote, String inside) {
        return quote + cell.replace(String.valueOf(quote), inside) + quote;
    }

    private static String object(List<String> row) {
        List<String> names = Arrays.asList("id", "userName", "amount", "ok", "big", "mixed", "at", "nested");
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean bare = row.get(i).matches("[0-9.]+|true|false|\\{.*");
            fields.add("\"" + names.get(i) + "\":" + (bare ? row.get(i) : "\"" + row.get(i) + "\""));
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String text(long number) {
        return String.valueOf(number);
    }
}
