/** As much of HTTP/1.1 (RFC 9112) as carries Thrift messages: requests are read with limits, replies written in chunks. */
@NullMarked
package dev.skep.server.front.hive.wire.http;

import org.jspecify.annotations.NullMarked;
