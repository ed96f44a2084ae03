/** Crawlers, what they need to reach and recognize data, and their runs. Times are in epoch milliseconds. */
@NullMarked
package dev.skep.server.model.crawl;

import org.jspecify.annotations.NullMarked;
