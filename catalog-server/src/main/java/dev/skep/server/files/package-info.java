/** The directories that tables and partitions own. */
@NullMarked
package dev.skep.server.files;

import org.jspecify.annotations.NullMarked;
