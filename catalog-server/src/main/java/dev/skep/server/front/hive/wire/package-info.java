/**
 * What carries messages between clients and whoever answers them, and what proves who the clients are. It knows nothing of
 * methods: {@link dev.skep.server.front.hive.wire.ThriftServer} accepts connections, finds out what each speaks, and lets
 * {@link dev.skep.server.front.hive.wire.Conversations} answer.
 */
@NullMarked
package dev.skep.server.front.hive.wire;

import org.jspecify.annotations.NullMarked;
