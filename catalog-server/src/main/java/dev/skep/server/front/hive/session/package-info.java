/**
 * Who calls: what is known of the client behind a connection, of which generation it is, and the methods by which it
 * tells of itself.
 */
@NullMarked
package dev.skep.server.front.hive.session;

import org.jspecify.annotations.NullMarked;
