/** Crawlers and their runs in SQL. */
@NullMarked
package dev.skep.server.store.sql.crawl;

import org.jspecify.annotations.NullMarked;
