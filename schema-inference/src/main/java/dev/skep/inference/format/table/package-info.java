/** Tables that keep a log of their own: schemas in JSON, and what the log of Delta Lake says. */
@NullMarked
package dev.skep.inference.format.table;

import org.jspecify.annotations.NullMarked;
