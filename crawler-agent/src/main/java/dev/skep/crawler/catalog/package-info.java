/** The catalog server as the crawler sees it: its public REST API, nothing else. */
@NullMarked
package dev.skep.crawler.catalog;

import org.jspecify.annotations.NullMarked;
