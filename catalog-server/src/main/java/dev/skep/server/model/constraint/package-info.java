/** Statements about the rows of tables: keys, uniqueness, defaults, checks. */
@NullMarked
package dev.skep.server.model.constraint;

import org.jspecify.annotations.NullMarked;
