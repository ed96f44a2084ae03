/** The process that takes runs of crawlers from the server and does them. */
@NullMarked
package dev.skep.crawler.agent;

import org.jspecify.annotations.NullMarked;
