/** Roles, and privileges on objects. */
@NullMarked
package dev.skep.server.front.hive.privilege;

import org.jspecify.annotations.NullMarked;
