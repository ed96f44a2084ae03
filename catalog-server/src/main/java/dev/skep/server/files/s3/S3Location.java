package dev.skep.server.files.s3;

import dev.skep.server.model.CatalogException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket and what would be a directory in it.
 *
 * @param key without a slash at its ends; empty for the bucket as a whole
 */
public record S3Location(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9]+:/+([^/]+)(/.*)?", Pattern.DOTALL);

    /** @throws CatalogException {@code INVALID} if it names no bucket */
    public static S3Location of(String location) {
        Matcher form = FORM.matcher(location);
        if (!form.matches()) {
            throw CatalogException.invalid("Location " + location + " names no bucket: write s3://bucket/path");
        }
        String path = form.group(2) == null ? "" : form.group(2);
        return new S3Location(form.group(1), trimmed(path));
    }

    /** What all keys below it begin with. */
    String prefix() {
        return key.isEmpty() ? "" : key + "/";
    }

    /** @param below a key, or the beginning of keys */
    S3Location resolve(String below) {
        return new S3Location(bucket, prefix() + below);
    }

    /** The whole key of an object that lies here. */
    String key(Item item) {
        return prefix() + item.path();
    }

    boolean isBelow(S3Location other) {
        return bucket.equals(other.bucket) && prefix().startsWith(other.prefix());
    }

    boolean isWholeBucket() {
        return key.isEmpty();
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }

    private static String trimmed(String path) {
        int begin = 0;
        int end = path.length();
        while (begin < end && path.charAt(begin) == '/') {
            begin++;
        }
        while (end > begin && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(begin, end);
    }
}
