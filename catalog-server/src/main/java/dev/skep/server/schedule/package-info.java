/** When a schedule's next turn is. */
@NullMarked
package dev.skep.server.schedule;

import org.jspecify.annotations.NullMarked;
