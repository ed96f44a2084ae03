/** Partitions: read, chosen, added, altered and dropped in the many spellings that Hive has for each. */
@NullMarked
package dev.skep.server.front.hive.partition;

import org.jspecify.annotations.NullMarked;
