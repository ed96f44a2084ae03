/** The small registries in SQL. */
@NullMarked
package dev.skep.server.store.sql.registry;

import org.jspecify.annotations.NullMarked;
