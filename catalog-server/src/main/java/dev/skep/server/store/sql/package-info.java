/**
 * The store in a relational database: H2, PostgreSQL, MariaDB or MySQL. The only package that imports jOOQ; nothing of it
 * but {@link dev.skep.server.store.sql.SqlCatalogStore}, its settings and its counter is seen outside.
 */
@NullMarked
package dev.skep.server.store.sql;

import org.jspecify.annotations.NullMarked;
