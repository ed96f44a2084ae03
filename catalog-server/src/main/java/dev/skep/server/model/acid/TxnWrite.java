package dev.skep.server.model.acid;

import org.jspecify.annotations.Nullable;

/** @param writeId null where the client did not say */
public record TxnWrite(
        Resource resource, Operation operation, @Nullable Long writeId) {}
