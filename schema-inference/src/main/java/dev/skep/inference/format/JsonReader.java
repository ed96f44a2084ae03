package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON: one object a line, objects one after another, or an array of objects. Where rows lie inside of documents, somebody has
 * to say so.
 */
public final class JsonReader implements FormatReader {

    /** How sure rows are that lie where it was said. */
    private static final double DECLARED = 0.99;

    private final @Nullable JsonPath path;

    /** Takes documents, or the elements of an array, for rows. */
    public JsonReader() {
        this.path = null;
    }

    /** @param path where the rows lie */
    public JsonReader(JsonPath path) {
        this.path = path;
    }

    @Override
    public Format format() {
        return Format.JSON;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        String start = Text.start(sample).stripLeading();
        if (start.isEmpty() || (start.charAt(0) != '{' && start.charAt(0) != '[')) {
            return Likeness.NONE;
        }
        try (JsonParser json = factory(sample).createParser(start)) {
            json.nextToken();
            json.skipChildren();
            // What follows a value may show that it was none: "[0.5] started" begins with a number in brackets.
            json.nextToken();
            return likeness(sample, start, 0.98, "it begins with a JSON value");
        } catch (JsonProcessingException e) {
            if (isEnd(e)) {
                return likeness(sample, start, 0.95, "it begins like a JSON value");
            }
            boolean named = sample.name().toLowerCase(Locale.ROOT).contains(".json");
            String because = "it begins like JSON, but " + place(e);
            return named ? new Likeness(0.5, because) : new Likeness(0, because);
        }
    }

    /** Where rows were said to lie, there has to be one. */
    private Likeness likeness(Sample sample, String start, double score, String because) {
        if (path == null) {
            return new Likeness(score, because);
        }
        Documents documents = new Documents(sample);
        try {
            documents.read(new StringReader(start), () -> false);
        } catch (IOException | UnreadableException e) {
            return Likeness.NONE;
        }
        return documents.root.values() == 0
                ? Likeness.NONE
                : new Likeness(DECLARED, because + " with rows at " + path.text());
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        Text text = Text.of(body);
        if (text.head().isBlank()) {
            return new Empty("the source holds nothing but blanks");
        }
        Documents documents = new Documents(sample);
        try (Reader reader = text.reader()) {
            documents.read(reader, text::isComplete);
        }
        boolean lines = documents.lines;
        long rows = documents.rows();
        if (lines && !text.isGapless()) {
            documents.shared.losePlace();
            for (String part : text.later()) {
                documents.read(new StringReader(part), () -> true);
            }
        }
        JsonProfile root = documents.root;
        if (root.values() == 0) {
            return new Empty(
                    path == null ? "its array has no element" : "it has no rows at " + path.text(), Format.JSON);
        }
        if (root.objects() > 0 && root.fields().isEmpty() && root.type() instanceof HiveType.Struct) {
            return new Empty("its objects have no fields", Format.JSON);
        }
        if (root.isMap()) {
            throw UnreadableException.tooLarge(
                    "it has more than " + sample.limits().columns() + " fields");
        }
        boolean tabular =
                root.objects() == root.values() - root.nulls() && !root.fields().isEmpty();
        Map<String, JsonProfile> fields = tabular ? root.fields() : Map.of("value", root);
        if (fields.size() > sample.limits().columns()) {
            throw UnreadableException.tooLarge(
                    "it has more than " + sample.limits().columns() + " fields");
        }
        JsonPath inner = path == null || path.isOfWholes() ? null : path;
        Format format = lines && tabular && inner == null ? Format.JSON_LINES : Format.JSON;
        boolean framed = lines || documents.roots == 1;
        boolean readable = tabular && framed && !text.isWide();
        List<InferredColumn> columns = columns(fields, documents.rows(), text.isComplete());
        RowCount count = text.isComplete()
                ? new RowCount(rows, true)
                : new RowCount(Math.round((double) rows * body.size() / Math.max(1, text.bytes())), false);
        return new Inferred(new InferredSchema(
                format,
                sample.compression(),
                columns,
                inner == null ? new Form.Plain() : new Form.Inner(inner.text()),
                text.encoding().name(),
                inner == null
                        ? StorageForm.of(format, sample.compression(), Map.of(), Map.of())
                        : StorageForm.unread(format, sample.compression(), Map.of("jsonPath", inner.text())),
                count,
                sample.source().size(),
                tabular ? 0.98 : 0.6,
                inner == null
                        ? evidence(documents, format, tabular, readable, rows, columns, text)
                        : innerEvidence(inner.text(), tabular, rows, text)));
    }

    private static List<InferredColumn> columns(Map<String, JsonProfile> fields, long rows, boolean complete) {
        List<String> names = ColumnNames.folded(List.copyOf(fields.keySet()));
        List<InferredColumn> columns = new ArrayList<>();
        for (Map.Entry<String, JsonProfile> field : fields.entrySet()) {
            JsonProfile profile = field.getValue();
            columns.add(new InferredColumn(
                    names.get(columns.size()),
                    field.getKey(),
                    profile.type(),
                    DeclaredType.of(profile.readableType()),
                    true,
                    profile.reason(),
                    profile.statistics(Math.max(0, rows - profile.values()), complete),
                    profile.parts(names.get(columns.size()))));
        }
        return columns;
    }

    private static List<Evidence> innerEvidence(String at, boolean tabular, long rows, Text text) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", "json", 0.98, rows + " values lie at " + at));
        evidence.add(text.encodingEvidence());
        evidence.add(
                tabular
                        ? Evidence.warning(
                                "no engine reads it by itself",
                                "its rows lie inside of documents, at " + at
                                        + ", where no engine looks; a script that is told the path, the table's"
                                        + " jsonPath, reads them")
                        : Evidence.obstacle("the values at " + at + " are no objects"));
        return evidence;
    }

    private static List<Evidence> evidence(
            Documents documents,
            Format format,
            boolean tabular,
            boolean readable,
            long rows,
            List<InferredColumn> columns,
            Text text) {
        List<Evidence> evidence = new ArrayList<>();
        boolean lines = format == Format.JSON_LINES;
        evidence.add(new Evidence(
                Topic.FORMAT,
                "",
                lines ? "json lines" : "json",
                tabular ? 0.98 : 0.6,
                rows + (lines ? " objects stand on one line each" : " values are not one object a line")));
        evidence.add(text.encodingEvidence());
        text.encodingWarning().ifPresent(evidence::add);
        if (!tabular) {
            evidence.add(Evidence.obstacle("its values are no objects, so readers find no columns in them"));
        } else if (!readable) {
            evidence.add(Evidence.obstacle(
                    lines || documents.roots == 1
                            ? "readers lose values in its encoding; convert it to UTF-8"
                            : "readers take one value a line or one value a file, and it has several values over"
                                    + " several lines; write one object a line"));
        } else if (!lines) {
            evidence.add(Evidence.warning(
                    "only Spark reads it",
                    "Hive and Trino take each line for one object, only Spark reads it; write one object a"
                            + " line to query it"));
        } else if (documents.blankLines) {
            evidence.add(Text.BLANK_LINES);
        }
        if (rows == 1) {
            documents
                    .root
                    .rowsInside()
                    .ifPresent(inside -> evidence.add(Evidence.warning(
                            "one document",
                            "it is a single row; what looks like rows lies in " + inside.path() + ", " + inside.rows()
                                    + " objects")));
        }
        for (InferredColumn column : columns) {
            if (!column.name().equalsIgnoreCase(column.label())) {
                evidence.add(Evidence.warning(
                        "column " + column.name() + " will be null",
                        "field " + column.label() + " differs from another by case only, and readers ignore case"));
            }
        }
        return evidence;
    }

    private static JsonFactory factory(Sample sample) {
        return JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(sample.limits().depth())
                        .build())
                .build();
    }

    /** Whether nothing is wrong but that the text ends, for which the parser does not always use its own exception. */
    private static boolean isEnd(JsonProcessingException e) {
        return e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
    }

    private static String place(JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        return line + e.getOriginalMessage();
    }

    /** Walks the documents of a text. */
    private final class Documents {
        /** Room for nested fields; a profile takes about half a KiB. */
        private static final int PATHS_A_COLUMN = 3;

        private final JsonFactory factory;
        private final JsonProfile.Shared shared;
        private final JsonProfile root;
        private boolean lines = true;
        /** Whether lines between values are blank; known where each value stands on one. */
        private boolean blankLines;
        /** Values that lie in no other one. */
        private long roots;

        Documents(Sample sample) {
            factory = factory(sample);
            int columns = sample.limits().columns();
            shared = new JsonProfile.Shared(PATHS_A_COLUMN * columns);
            root = JsonProfile.ofRows(columns, shared);
        }

        long rows() {
            return root.values();
        }

        private void add(JsonParser json) throws IOException {
            shared.nextRow();
            root.add(json);
        }

        /** @param complete asked at the end of the text: whether it must end where a document ends */
        void read(Reader text, BooleanSupplier complete) throws IOException, UnreadableException {
            try (JsonParser json = factory.createParser(text)) {
                int lastLine = 0;
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    roots++;
                    int line = json.currentTokenLocation().getLineNr();
                    if (path != null) {
                        lines &= token != JsonToken.START_ARRAY;
                        path.rows(json, this::add);
                    } else if (token == JsonToken.START_ARRAY) {
                        lines = false;
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            add(json);
                        }
                    } else {
                        add(json);
                    }
                    int end = json.currentLocation().getLineNr();
                    lines &= line == end && line > lastLine;
                    blankLines |= line > lastLine + 1;
                    lastLine = end;
                }
                blankLines |= json.currentLocation().getLineNr() > lastLine + 1;
            } catch (StreamConstraintsException e) {
                throw UnreadableException.tooLarge("its JSON is beyond the limits, " + place(e));
            } catch (JsonProcessingException e) {
                if (!isEnd(e)) {
                    throw UnreadableException.corrupt("it is not valid JSON, " + place(e));
                }
                if (complete.getAsBoolean()) {
                    throw UnreadableException.truncated("its JSON ends in the middle of a value, " + place(e));
                }
            }
        }
    }
}
