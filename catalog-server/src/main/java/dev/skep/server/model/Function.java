package dev.skep.server.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user-defined function, as a client registers it: a Java class and where to load it from. */
public record Function(
        FunctionName name,
        String className,
        @Nullable Owner owner,
        @Nullable Instant createdAt,
        List<FunctionResource> resources,
        Extras extras) {
    public Function {
        resources = List.copyOf(resources);
    }
}
