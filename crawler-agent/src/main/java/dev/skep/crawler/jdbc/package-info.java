/** Databases with a JDBC driver: their tables and views as their own catalog tells them. */
@NullMarked
package dev.skep.crawler.jdbc;

import org.jspecify.annotations.NullMarked;
