/** Constraints: what a table may have, and what becomes of them when the table changes. */
@NullMarked
package dev.skep.server.catalog.constraint;

import org.jspecify.annotations.NullMarked;
