/** When a schedule's next turn is. */
@NullMarked
package dev.skep.server.cron;

import org.jspecify.annotations.NullMarked;
