package dev.skep.inference;

import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Shapes;
import dev.skep.inference.value.ValueProfile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Partition keys of a folder tree in Hive's {@code key=value} form, or of folders that are called by their value alone,
 * such as {@code 2024/05/01}. Such a level's key is {@code partition_N}, where N is the level, counted from 0.
 *
 * @param keys in the order of the path; empty for an unpartitioned tree
 * @param partitions folder, relative to the root and without a trailing slash, to one value a key; in the order given.
 *     An empty value is Hive's null.
 */
public record PartitionLayout(List<Key> keys, Map<String, List<Optional<String>>> partitions) {

    /** The folder name that stands for null. */
    public static final String NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

    /** A number, or a date or time in the order of its size. */
    private static final Pattern BARE_VALUE =
            Pattern.compile("[0-9]{1,14}|[0-9]{4}-[0-9]{2}(-[0-9]{2}([T_ -]?[0-9]{2}([:-]?[0-9]{2}){0,2})?)?");

    /** A partition key: lower-case name and type. */
    public record Key(String name, HiveType type) {}

    /** How key types are chosen. */
    public enum KeyTypes {
        /** Always {@code string}: no folder name can ever contradict it. */
        STRING,
        /** {@code int}, {@code bigint} or {@code date} where every value is one in its usual spelling. */
        INFERRED
    }

    /** What a tree of paths is. */
    public sealed interface Finding {}

    /** Every path has the same keys, or none has any. */
    public record Uniform(PartitionLayout layout) implements Finding {}

    /** The paths disagree about their keys. */
    public record Mixed(String detail) implements Finding {}

    public PartitionLayout {
        keys = List.copyOf(keys);
        partitions = Collections.unmodifiableMap(new LinkedHashMap<>(partitions));
    }

    /**
     * Reads the layout off the paths of files below a table's root.
     *
     * @param paths relative to the root, with {@code /} between levels, such as {@code dt=2024-01-01/h=3/a.csv} or {@code
     *     2024/01/01/a.csv}
     */
    public static Finding of(Collection<String> paths, KeyTypes types) {
        List<String> names = null;
        String witness = "";
        Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>();
        for (String path : paths) {
            int end = path.lastIndexOf('/');
            String folder = end < 0 ? "" : path.substring(0, end);
            List<String> found = new ArrayList<>();
            List<Optional<String>> values = new ArrayList<>();
            if (!folder.isEmpty()) {
                for (String level : folder.split("/", -1)) {
                    int equals = level.indexOf('=');
                    if (equals > 0) {
                        found.add(unescape(level.substring(0, equals)).toLowerCase(Locale.ROOT));
                        values.add(value(level.substring(equals + 1)));
                    } else if (isBareValue(level)) {
                        found.add("partition_" + found.size());
                        values.add(value(level));
                    } else {
                        return new Mixed("the folder " + level + " in " + path + " is not of the form key=value");
                    }
                }
            }
            if (names == null) {
                names = found;
                witness = path;
            } else if (!names.equals(found)) {
                return new Mixed("the keys of " + path + " are " + found + ", those of " + witness + " are " + names);
            }
            if (!found.isEmpty()) {
                partitions.putIfAbsent(folder, List.copyOf(values));
            }
        }
        List<Key> keys = new ArrayList<>();
        if (names != null) {
            if (names.stream().distinct().count() < names.size()) {
                return new Mixed("a key comes twice in " + witness);
            }
            for (int i = 0; i < names.size(); i++) {
                keys.add(new Key(names.get(i), types == KeyTypes.STRING ? Scalar.STRING : type(partitions, i)));
            }
        }
        return new Uniform(new PartitionLayout(keys, partitions));
    }

    /** The same partitions, with the types of {@link KeyTypes#INFERRED}. */
    public PartitionLayout typed() {
        List<Key> typed = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            typed.add(new Key(keys.get(i).name(), type(partitions, i)));
        }
        return new PartitionLayout(typed, partitions);
    }

    /** True for the name of a folder that holds one partition. */
    public static boolean isPartition(String folder) {
        return folder.indexOf('=') > 0 || isBareValue(folder);
    }

    /** True for a name that can be a value but hardly that of a table: {@code 2024}, {@code 05}, {@code 2024-05-01}. */
    public static boolean isBareValue(String folder) {
        return folder.equals(NULL_FOLDER) || BARE_VALUE.matcher(folder).matches();
    }

    /** Undoes Hive's escaping of folder names: {@code %XX} is one byte of UTF-8; a stray percent sign stays. */
    public static String unescape(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length());
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Optional<String> value(String folder) {
        return folder.equals(NULL_FOLDER) ? Optional.empty() : Optional.of(unescape(folder));
    }

    /** Only spellings that a reader of the type writes back unchanged count: {@code 7} but not {@code 07}. */
    private static HiveType type(Map<String, List<Optional<String>>> partitions, int index) {
        ValueProfile profile = new ValueProfile();
        for (List<Optional<String>> values : partitions.values()) {
            Optional<String> value = values.get(index);
            if (value.isPresent()) {
                Shape shape = Shapes.of(value.get());
                if ((shape != Shape.WHOLE && shape != Shape.DATE) || value.get().startsWith("-0")) {
                    return Scalar.STRING;
                }
                profile.add(value.get());
            }
        }
        HiveType type = profile.valueType();
        return type == Scalar.INT || type == Scalar.BIGINT || type == Scalar.DATE ? type : Scalar.STRING;
    }
}
