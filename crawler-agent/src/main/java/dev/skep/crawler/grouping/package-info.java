/** Which files are one table: by their paths first, by what they hold second. */
@NullMarked
package dev.skep.crawler.grouping;

import org.jspecify.annotations.NullMarked;
