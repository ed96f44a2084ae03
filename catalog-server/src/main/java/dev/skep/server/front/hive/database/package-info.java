/** Catalogs and databases. */
@NullMarked
package dev.skep.server.front.hive.database;

import org.jspecify.annotations.NullMarked;
