/** Tables, views and materialized views. */
@NullMarked
package dev.skep.server.front.hive.table;

import org.jspecify.annotations.NullMarked;
