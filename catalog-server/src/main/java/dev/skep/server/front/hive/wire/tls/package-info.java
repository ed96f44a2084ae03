/** TLS on the Thrift port: the server's key, and how a connection is raised. */
@NullMarked
package dev.skep.server.front.hive.wire.tls;

import org.jspecify.annotations.NullMarked;
