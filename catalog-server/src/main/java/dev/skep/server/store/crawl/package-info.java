/** The ports for crawlers and their runs. */
@NullMarked
package dev.skep.server.store.crawl;

import org.jspecify.annotations.NullMarked;
