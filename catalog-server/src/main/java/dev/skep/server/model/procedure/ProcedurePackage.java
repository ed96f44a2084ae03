package dev.skep.server.model.procedure;

import dev.skep.server.model.Extras;
import org.jspecify.annotations.Nullable;

/**
 * A package of stored procedures.
 *
 * @param header what others may call
 * @param body how it is done
 */
public record ProcedurePackage(@Nullable String owner, String header, String body, Extras extras) {}
