package dev.skep.crawler.source.s3;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a store: {@code s3://bucket/some/prefix}.
 *
 * @param scheme as it was written: {@code s3}, {@code s3a} or {@code s3n}; tables are registered under the same
 * @param key without slashes at its ends; empty for the whole bucket
 */
public record S3Location(String scheme, String bucket, String key) {

    private static final Pattern URI = Pattern.compile("(?i)(s3[an]?)://([^/]+)(?:/(.*))?");

    /** True if a text means a place in a store, well-formed or not. */
    public static boolean isOne(String text) {
        return text.regionMatches(true, 0, "s3://", 0, 5)
                || text.regionMatches(true, 0, "s3a://", 0, 6)
                || text.regionMatches(true, 0, "s3n://", 0, 6);
    }

    /**
     * Reads a location; keys are taken as they stand, nothing in them is percent-decoded.
     *
     * @throws IllegalArgumentException if it names no bucket
     */
    public static S3Location parse(String text) {
        Matcher parts = URI.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' names no bucket; write s3://bucket/prefix");
        }
        String key = parts.group(3) == null ? "" : parts.group(3);
        return new S3Location(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2), key.replaceAll("^/+|/+$", ""));
    }

    /** What all keys of files below begin with; empty for the whole bucket. */
    String prefix() {
        return key.isEmpty() ? "" : key + "/";
    }

    @Override
    public String toString() {
        return scheme + "://" + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
