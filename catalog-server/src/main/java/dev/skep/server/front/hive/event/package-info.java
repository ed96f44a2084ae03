/** The notification log: events of the model as the messages that clients of each generation read. */
@NullMarked
package dev.skep.server.front.hive.event;

import org.jspecify.annotations.NullMarked;
