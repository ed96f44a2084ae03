/** User-defined functions. */
@NullMarked
package dev.skep.server.front.hive.function;

import org.jspecify.annotations.NullMarked;
