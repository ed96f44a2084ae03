/** Delegation tokens: issued here, and kept for others who issue theirs. */
@NullMarked
package dev.skep.server.catalog.token;

import org.jspecify.annotations.NullMarked;
