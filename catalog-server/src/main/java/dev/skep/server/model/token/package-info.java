/** Delegation tokens: short-lived secrets that stand for a user. */
@NullMarked
package dev.skep.server.model.token;

import org.jspecify.annotations.NullMarked;
