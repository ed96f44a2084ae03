package dev.skep.server.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A partition's name as Hive spells it and as its default directory is called: {@code key=value/key=value}, in the order
 * of the table's keys, with the characters that a path or the form itself cannot hold written as {@code %XX}.
 *
 * @param value the escaped text; two partitions of a table are the same exactly if these are equal
 */
public record PartitionName(String value) {
    /** What stands for a value that is null or empty. */
    public static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    /** The length in code points that the index of every database holds. */
    public static final int MAX_LENGTH = 700;

    private static final String ESCAPED = "\"#%'*/:=?\\\u007F{[]^";
    private static final Pattern PERCENT_ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");

    /**
     * @param keys the table's partition keys
     * @param values one value a key, in the same order
     * @throws CatalogException {@link ErrorKind#INVALID} if there are more or fewer values than keys
     */
    public static PartitionName of(List<Column> keys, List<String> values) {
        if (keys.size() != values.size()) {
            throw CatalogException.invalid("A partition of this table has a value for each of "
                    + keys.stream().map(Column::name).toList() + ", not " + values);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            text.append(i == 0 ? "" : "/")
                    .append(escape(keys.get(i).name()))
                    .append('=')
                    .append(value.isEmpty() ? NULL_VALUE : escape(value));
        }
        return new PartitionName(text.toString());
    }

    /**
     * Splits the name again. What has no {@code =} is refused.
     *
     * @return key and value of each level, unescaped, in order
     * @throws CatalogException {@link ErrorKind#INVALID_PARTITION_NAME} if the text is no partition name
     */
    public List<Map.Entry<String, String>> entries() {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        for (String level : value.split("/", -1)) {
            int equals = level.indexOf('=');
            if (equals <= 0) {
                throw noName("'" + value + "' is not a partition name: write key=value, and a / between levels");
            }
            entries.add(Map.entry(unescape(level.substring(0, equals)), unescape(level.substring(equals + 1))));
        }
        return entries;
    }

    /** The values of the name, unescaped, in its own order. */
    public List<String> values() {
        return entries().stream().map(Map.Entry::getValue).toList();
    }

    /**
     * The values of the name in the order of the keys. Keys may be written in any order and case.
     *
     * @throws CatalogException {@link ErrorKind#INVALID_PARTITION_NAME} if there is not exactly one value a key
     */
    public List<String> valuesOf(List<Column> keys) {
        Map<String, String> values = new HashMap<>();
        entries().forEach(entry -> values.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        List<String> inOrder = new ArrayList<>();
        for (Column key : keys) {
            String value = values.remove(key.name().toLowerCase(Locale.ROOT));
            if (value == null) {
                throw noName("Partition name " + this.value + " has no value for key " + key.name());
            }
            inOrder.add(value);
        }
        if (!values.isEmpty()) {
            throw noName(
                    "Partition name " + value + " has values for " + values.keySet() + ", which are no partition keys");
        }
        return inOrder;
    }

    /**
     * This name without the levels that are no keys, as Hive reads a name: only what is spelled like a key counts.
     *
     * @throws CatalogException {@link ErrorKind#INVALID_PARTITION_NAME} if the text is no partition name, or no level is
     *     left
     */
    public PartitionName restrictedTo(List<Column> keys) {
        entries();
        List<String> levels = Stream.of(value.split("/", -1))
                .filter(level -> keys.stream()
                        .anyMatch(key -> unescape(level.substring(0, level.indexOf('=')))
                                .equals(key.name().toLowerCase(Locale.ROOT))))
                .toList();
        if (levels.isEmpty()) {
            throw noName("Partition name " + value + " has a value for none of the keys "
                    + keys.stream().map(Column::name).toList());
        }
        return new PartitionName(String.join("/", levels));
    }

    private static CatalogException noName(String message) {
        return new CatalogException(ErrorKind.INVALID_PARTITION_NAME, message);
    }

    /** Writes one key or value so that it can be a directory's name. */
    public static String escape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                text.append('%').append(String.format("%02X", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Undoes {@link #escape}; a percent sign that starts no escape stays. */
    public static String unescape(String escaped) {
        return PERCENT_ESCAPE.matcher(escaped).replaceAll(match -> {
            char c = (char) Integer.parseInt(match.group().substring(1), 16);
            return c == '\\' || c == '$' ? "\\" + c : String.valueOf(c);
        });
    }

    @Override
    public String toString() {
        return value;
    }
}
