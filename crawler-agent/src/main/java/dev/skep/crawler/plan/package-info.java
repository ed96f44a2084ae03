/** What a crawl will do to the catalog, as a value, and the doing of it. */
@NullMarked
package dev.skep.crawler.plan;

import org.jspecify.annotations.NullMarked;
