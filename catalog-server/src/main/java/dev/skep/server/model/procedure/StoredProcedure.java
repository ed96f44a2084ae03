package dev.skep.server.model.procedure;

import dev.skep.server.model.Extras;
import org.jspecify.annotations.Nullable;

/** A stored procedure: nobody but the engine reads its source. */
public record StoredProcedure(@Nullable String owner, String source, Extras extras) {}
