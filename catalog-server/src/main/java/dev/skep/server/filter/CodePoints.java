package dev.skep.server.filter;

/**
 * The order of texts in the catalog: by code point, as every database of the store compares them. ({@link
 * String#compareTo} compares UTF-16 units, and so places U+10000 and above before U+E000.)
 */
public final class CodePoints {
    private CodePoints() {}

    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** At the first difference the units alone decide, once surrogates come after all other units. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
