/** Schemas of the registry, with their versions. */
@NullMarked
package dev.skep.server.model.schema;

import org.jspecify.annotations.NullMarked;
