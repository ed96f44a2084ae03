/** Amazon S3 and the stores that speak its language. */
@NullMarked
package dev.skep.crawler.source.s3;

import org.jspecify.annotations.NullMarked;
