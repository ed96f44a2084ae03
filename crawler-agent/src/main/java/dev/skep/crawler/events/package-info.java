/** Queues of Amazon SQS, or of services that speak its language, in which stores say which objects have changed. */
@NullMarked
package dev.skep.crawler.events;

import org.jspecify.annotations.NullMarked;
