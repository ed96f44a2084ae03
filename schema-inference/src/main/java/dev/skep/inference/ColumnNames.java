package dev.skep.inference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes column names that every Hive client accepts: lower case, unique, never empty. */
public final class ColumnNames {

    /** What metastores commonly keep of a column name. */
    private static final int LONGEST = 128;

    private ColumnNames() {}

    /**
     * Names for columns that are read by position: letters, digits and underscores remain, anything between them
     * becomes one underscore, empty cells become {@code colN} (from 0), repeated names get {@code _2}, {@code _3}, ….
     */
    public static List<String> fromHeader(List<String> cells) {
        List<String> legal = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = legal(cells.get(i));
            legal.add(name.isEmpty() ? "col" + i : name);
        }
        return unique(legal);
    }

    /** {@code col0}, {@code col1}, …, for a source that names nothing. */
    public static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("col" + i);
        }
        return names;
    }

    /**
     * Names for columns that readers look up by name: only folded to lower case, because any other change would make
     * the reader miss the column. Names that differ by case alone get a number like any repeated name.
     */
    public static List<String> folded(List<String> labels) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.get(i).toLowerCase(Locale.ROOT);
            names.add(name.isEmpty() ? "col" + i : name);
        }
        return unique(names);
    }

    private static String legal(String cell) {
        StringBuilder name = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < cell.length(); ) {
            int c = cell.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c) || c == '_') {
                if (gap && name.length() > 0) {
                    name.append('_');
                }
                name.appendCodePoint(Character.toLowerCase(c));
                gap = false;
            } else {
                gap = true;
            }
            if (name.length() >= LONGEST - 1) {
                break;
            }
        }
        return name.toString();
    }

    private static List<String> unique(List<String> names) {
        Set<String> taken = new HashSet<>(names);
        Set<String> used = new HashSet<>();
        List<String> result = new ArrayList<>();
        for (String name : names) {
            String candidate = name;
            for (int n = 2; !used.add(candidate); n++) {
                String next = name + "_" + n;
                candidate = taken.contains(next) ? name : next;
            }
            result.add(candidate);
        }
        return result;
    }
}
