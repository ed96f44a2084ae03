package dev.skep.crawler.dynamodb;

import java.util.regex.Pattern;

/**
 * Tables of one region: {@code dynamodb://name}, {@code dynamodb://prefix*}, or {@code dynamodb://} for all.
 *
 * @param name of the table, or what names begin with
 * @param prefix true if it is what names begin with
 */
public record DynamoLocation(String name, boolean prefix) {

    static final String SCHEME = "dynamodb://";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]*\\*?");

    /** True if a text means tables of DynamoDB, well-formed or not. */
    public static boolean isOne(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** @throws IllegalArgumentException if it names no tables */
    public static DynamoLocation parse(String text) {
        String name = isOne(text) ? text.substring(SCHEME.length()).replaceFirst("/$", "") : " ";
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' names no tables; write dynamodb://table, dynamodb://prefix*," + " or dynamodb:// for all");
        }
        boolean prefix = name.isEmpty() || name.endsWith("*");
        return new DynamoLocation(name.replace("*", ""), prefix);
    }

    boolean takes(String table) {
        return prefix ? table.startsWith(name) : table.equals(name);
    }

    @Override
    public String toString() {
        return SCHEME + name + (prefix ? "*" : "");
    }
}
