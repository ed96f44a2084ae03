/** What the catalog holds, as immutable values. No library and no other package of ours is imported here. */
@NullMarked
package dev.skep.server.model;

import org.jspecify.annotations.NullMarked;
