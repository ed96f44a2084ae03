/** The commands. */
@NullMarked
package dev.skep.crawler.cli;

import org.jspecify.annotations.NullMarked;
