/** The ports of the small registries: things that are found by their key. */
@NullMarked
package dev.skep.server.store.registry;

import org.jspecify.annotations.NullMarked;
