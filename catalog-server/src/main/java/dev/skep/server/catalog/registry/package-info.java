/** The services of the small registries. */
@NullMarked
package dev.skep.server.catalog.registry;

import org.jspecify.annotations.NullMarked;
