/** Properties that clients keep in the catalog for themselves. */
@NullMarked
package dev.skep.server.model.property;

import org.jspecify.annotations.NullMarked;
