/** How services of Amazon's, or those that speak their language, are reached, and as whom. */
@NullMarked
package dev.skep.crawler.aws;

import org.jspecify.annotations.NullMarked;
