/** Hive's own tests of its metastore clients, against a Skep that runs as a process. */
@NullMarked
package dev.skep.suites;

import org.jspecify.annotations.NullMarked;
