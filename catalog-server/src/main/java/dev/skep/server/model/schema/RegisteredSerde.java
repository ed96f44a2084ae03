package dev.skep.server.model.schema;

import dev.skep.server.model.Extras;
import dev.skep.server.model.Serde;

/** A serde with all that a client said of it. */
public record RegisteredSerde(Serde serde, Extras extras) {}
