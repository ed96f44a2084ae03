package dev.skep.inference.format;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveTypeParser;
import dev.skep.inference.format.CsvDeclaration.Column;
import dev.skep.inference.format.CsvDeclaration.Heading;
import dev.skep.inference.grok.LogKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Readers of what a user says how to recognize, by the names under which users say it. */
public final class Classifiers {

    private static final String PATTERN = "pattern";
    private static final String CUSTOM_PATTERNS = "custom-patterns";
    private static final String PATH = "path";
    private static final String ROW_TAG = "row-tag";
    private static final Set<String> CSV = Set.of("delimiter", "quote", "escape", "header", "columns", "single-column");

    private static final int LONGEST_DELIMITER = 8;
    private static final Pattern ESCAPED = Pattern.compile("\\\\(t|u[0-9a-fA-F]{4})");
    private static final Pattern TAG = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]*");

    private static final Pattern PART = Pattern.compile("(\\w+)\\s+(.+)");

    /** Commas that do not stand in parentheses. */
    private static final Pattern BETWEEN_COLUMNS = Pattern.compile(",(?![^(]*\\))");

    private Classifiers() {}

    /**
     * The reader for a classifier.
     *
     * @param name for messages, and for what is recognized by it
     * @param type {@code grok}, {@code csv}, {@code json} or {@code xml}
     * @throws IllegalArgumentException with a message for the user that names the classifier and the setting
     */
    public static FormatReader reader(String name, String type, Map<String, String> settings) {
        try {
            return switch (type) {
                case "grok" -> new LogReader(List.of(log(name, settings)));
                case "csv" -> new CsvReader(csv(name, settings));
                case "json" -> new JsonReader(JsonPath.parse(only(settings, PATH)));
                case "xml" -> new XmlReader(tag(only(settings, ROW_TAG)));
                default ->
                    throw new IllegalArgumentException("there is no type '" + type + "'; write grok, csv, json or xml");
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Classifier " + name + ": " + e.getMessage(), e);
        }
    }

    private static LogKind log(String name, Map<String, String> settings) {
        requireKnown(settings, Set.of(PATTERN, CUSTOM_PATTERNS));
        Map<String, String> own = new HashMap<>();
        settings.getOrDefault(CUSTOM_PATTERNS, "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    Matcher part = PART.matcher(line);
                    if (!part.matches()) {
                        throw new IllegalArgumentException("'" + line
                                + "' is no custom pattern; write a name, a blank and what it stands for, one a line");
                    }
                    own.put(part.group(1), part.group(2));
                });
        return LogKind.of(name, required(settings, PATTERN), own);
    }

    private static String only(Map<String, String> settings, String wanted) {
        requireKnown(settings, Set.of(wanted));
        return required(settings, wanted);
    }

    private static String required(Map<String, String> settings, String wanted) {
        String value = settings.getOrDefault(wanted, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("it needs the setting '" + wanted + "'");
        }
        return value;
    }

    private static void requireKnown(Map<String, String> settings, Set<String> known) {
        for (String setting : settings.keySet()) {
            if (!known.contains(setting)) {
                throw new IllegalArgumentException("there is no setting '" + setting + "' of this type; known are "
                        + known.stream().sorted().toList());
            }
        }
    }

    private static String tag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException("'" + tag + "' is no name of an element; leave out its prefix and < >");
        }
        return tag;
    }

    private static CsvDeclaration csv(String name, Map<String, String> settings) {
        requireKnown(settings, CSV);
        if (settings.isEmpty()) {
            throw new IllegalArgumentException("it says nothing; give one or more of "
                    + CSV.stream().sorted().toList());
        }
        Character quote = character(settings, "quote");
        String delimiter = delimiter(settings.get("delimiter"));
        if (delimiter != null && quote != null && delimiter.indexOf(quote) >= 0) {
            throw new IllegalArgumentException("delimiter and quote are the same");
        }
        return new CsvDeclaration(
                "classifier " + name,
                delimiter,
                quote,
                character(settings, "escape"),
                heading(settings.getOrDefault("header", "found")),
                columns(settings.getOrDefault("columns", "")),
                flag(settings, "single-column"));
    }

    private static @Nullable String delimiter(@Nullable String written) {
        if (written == null) {
            return null;
        }
        String delimiter = unescaped(written);
        if (delimiter.isEmpty() || delimiter.length() > LONGEST_DELIMITER || delimiter.matches("(?s).*[\r\n\0].*")) {
            throw new IllegalArgumentException("'" + written + "' is no delimiter; write one to " + LONGEST_DELIMITER
                    + " characters of a line, \\t for a tab, \\u0001 and the like for what cannot be typed");
        }
        return delimiter;
    }

    private static @Nullable Character character(Map<String, String> settings, String setting) {
        String written = settings.get(setting);
        if (written == null) {
            return null;
        }
        if (written.equals("none")) {
            return CsvDeclaration.NO_CHARACTER;
        }
        String character = unescaped(written);
        if (character.length() != 1 || character.charAt(0) == CsvDeclaration.NO_CHARACTER) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no " + setting + "; write one character, or none if there is none");
        }
        return character.charAt(0);
    }

    private static String unescaped(String written) {
        return ESCAPED.matcher(written)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals("t")
                                ? "\t"
                                : String.valueOf(
                                        (char) Integer.parseInt(found.group(1).substring(1), 16))));
    }

    private static Heading heading(String written) {
        return switch (written) {
            case "found" -> Heading.FOUND;
            case "present" -> Heading.PRESENT;
            case "absent" -> Heading.ABSENT;
            default ->
                throw new IllegalArgumentException(
                        "header is '" + written + "'; write present, absent, or found if it is to be found");
        };
    }

    private static boolean flag(Map<String, String> settings, String setting) {
        return switch (settings.getOrDefault(setting, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(setting + " is neither true nor false");
        };
    }

    private static List<Column> columns(String written) {
        List<Column> columns = new ArrayList<>();
        if (written.isBlank()) {
            return columns;
        }
        for (String column : BETWEEN_COLUMNS.split(written, -1)) {
            String[] words = column.strip().split("\\s+", 2);
            if (words[0].isEmpty()) {
                throw new IllegalArgumentException("columns '" + written + "' has a column without a name");
            }
            columns.add(new Column(words[0], words.length < 2 ? Optional.empty() : Optional.of(type(words[1]))));
        }
        return columns;
    }

    private static HiveType type(String written) {
        HiveType type = HiveTypeParser.parse(written.toLowerCase(Locale.ROOT));
        boolean known = type instanceof Decimal
                || type == Scalar.STRING
                || type == Scalar.BOOLEAN
                || type == Scalar.INT
                || type == Scalar.BIGINT
                || type == Scalar.DOUBLE
                || type == Scalar.DATE
                || type == Scalar.TIMESTAMP;
        if (!known) {
            throw new IllegalArgumentException(
                    "'" + written + "' is no type of a column of text; known are string, boolean,"
                            + " int, bigint, double, decimal(p,s), date and timestamp");
        }
        return type;
    }
}
