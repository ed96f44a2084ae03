/** Statistics of columns. */
@NullMarked
package dev.skep.server.front.hive.statistics;

import org.jspecify.annotations.NullMarked;
