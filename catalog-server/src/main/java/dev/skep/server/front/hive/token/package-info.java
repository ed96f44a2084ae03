/** Delegation tokens, and tokens and keys that clients leave here. */
@NullMarked
package dev.skep.server.front.hive.token;

import org.jspecify.annotations.NullMarked;
