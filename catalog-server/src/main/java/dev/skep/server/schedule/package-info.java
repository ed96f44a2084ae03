/** Crawlers and their runs: definitions, the queue that agents take from, triggers, leases. */
@NullMarked
package dev.skep.server.schedule;

import org.jspecify.annotations.NullMarked;
