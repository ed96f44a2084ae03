/** Summaries of a column's values that clients compute: read, merged, and written as Hive would. Opens no transaction. */
@NullMarked
package dev.skep.server.catalog.sketch;

import org.jspecify.annotations.NullMarked;
