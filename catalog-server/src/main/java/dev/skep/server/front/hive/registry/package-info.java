/** The Thrift methods of the small registries. */
@NullMarked
package dev.skep.server.front.hive.registry;

import org.jspecify.annotations.NullMarked;
