package dev.skep.server.files.s3;

import java.time.Instant;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object, by where it lies below a place.
 *
 * @param path what follows the prefix of the place in its key; empty for the object that marks the place as a directory
 * @param size in bytes
 */
record Item(String path, long size, Instant writtenAt) {
    static Item of(S3Location place, S3Object object) {
        return new Item(object.key().substring(place.prefix().length()), object.size(), object.lastModified());
    }

    /** Not a mark, and no part of its path begins with a dot or an underscore. */
    boolean isVisible() {
        return !path.isEmpty()
                && !path.endsWith("/")
                && !path.startsWith(".")
                && !path.startsWith("_")
                && !path.contains("/.")
                && !path.contains("/_");
    }
}
