/** Where files are: listing them and reading their bytes. */
@NullMarked
package dev.skep.crawler.source;

import org.jspecify.annotations.NullMarked;
