/** HDFS, by its interface over HTTP. */
@NullMarked
package dev.skep.crawler.source.webhdfs;

import org.jspecify.annotations.NullMarked;
