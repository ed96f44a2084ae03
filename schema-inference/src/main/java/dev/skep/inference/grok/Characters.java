package dev.skep.inference.grok;

/**
 * A set of ASCII characters; tells without matching that a line cannot have the form of an expression, since it lacks a
 * character that the expression asks for.
 */
public record Characters(long low, long high) {

    public static final Characters NONE = new Characters(0, 0);

    /** The characters of a line; others than ASCII are left out. */
    public static Characters of(String line) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else if (c < 128) {
                high |= 1L << c;
            }
        }
        return new Characters(low, high);
    }

    static Characters of(char c) {
        return c < 64 ? new Characters(1L << c, 0) : c < 128 ? new Characters(0, 1L << c) : NONE;
    }

    /** Whether each of the others is among these. */
    public boolean containAll(Characters others) {
        return (others.low & ~low) == 0 && (others.high & ~high) == 0;
    }

    Characters with(Characters others) {
        return new Characters(low | others.low, high | others.high);
    }

    Characters common(Characters others) {
        return new Characters(low & others.low, high & others.high);
    }
}
