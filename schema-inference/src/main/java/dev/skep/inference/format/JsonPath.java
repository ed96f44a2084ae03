package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a document its rows lie: {@code $.orders[*].lines[*]}. Of JSONPath it knows the root, names by a point or in
 * brackets, and {@code [*]} for all elements of an array.
 *
 * @param text as it was written
 */
public record JsonPath(String text, List<Step> steps) {

    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]'\"*\\s]+)|\\['([^']+)']|\\[\"([^\"]+)\"]|(\\[\\*])");

    /** One level down. */
    sealed interface Step {
        /** Into the field of an object. */
        record Into(String field) implements Step {}

        /** Into all elements of an array. */
        record Each() implements Step {}
    }

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException with a message for the user */
    public static JsonPath parse(String text) {
        String path = text.strip();
        List<Step> steps = new ArrayList<>();
        int at = 1;
        Matcher step = STEP.matcher(path);
        boolean legal = path.startsWith("$");
        while (legal && at < path.length()) {
            legal = step.region(at, path.length()).lookingAt();
            if (legal) {
                steps.add(step.group(4) == null ? new Step.Into(name(step)) : new Step.Each());
                at = step.end();
            }
        }
        if (!legal) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no path of JSON that is known; write $ for the document,"
                            + " .name or ['name'] for a field, [*] for the elements of an array, as in $.orders[*]");
        }
        return new JsonPath(path, steps);
    }

    private static String name(Matcher step) {
        String plain = step.group(1) == null ? step.group(2) : step.group(1);
        return plain == null ? step.group(3) : plain;
    }

    /** Whether rows are what readers take for them by themselves: documents, or the elements of an array at the top. */
    boolean isOfWholes() {
        return steps.isEmpty() || steps.equals(List.of(new Step.Each()));
    }

    /** What is done with a row; the parser stands at its first token, and is left at its last. */
    interface Row {
        void read(JsonParser json) throws IOException, UnreadableException;
    }

    /** Finds the rows in the value at whose first token the parser stands; it is left at the last one. */
    void rows(JsonParser json, Row row) throws IOException, UnreadableException {
        rows(json, 0, row);
    }

    private void rows(JsonParser json, int depth, Row row) throws IOException, UnreadableException {
        if (depth == steps.size()) {
            row.read(json);
            return;
        }
        Step step = steps.get(depth);
        if (step instanceof Step.Into into && json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean here = into.field().equals(json.currentName());
                json.nextToken();
                if (here) {
                    rows(json, depth + 1, row);
                } else {
                    json.skipChildren();
                }
            }
        } else if (step instanceof Step.Each && json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                rows(json, depth + 1, row);
            }
        } else {
            json.skipChildren();
        }
    }
}
