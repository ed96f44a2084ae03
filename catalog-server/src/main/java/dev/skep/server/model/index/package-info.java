/** Indexes of tables, as Hive had them until version 2. */
@NullMarked
package dev.skep.server.model.index;

import org.jspecify.annotations.NullMarked;
