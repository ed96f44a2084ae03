/** The catalog server. */
@NullMarked
package dev.skep.server;

import org.jspecify.annotations.NullMarked;
