package dev.skep.server.model.event;

import org.jspecify.annotations.Nullable;

/**
 * A file that a client says it has written.
 *
 * @param checksum null if the client named none
 * @param subDirectory where it lies below the directory of its table or partition; null if the client did not say
 */
public record DataFile(
        String location,
        @Nullable String checksum,
        @Nullable String subDirectory) {}
