/** Queries that run on a schedule. */
@NullMarked
package dev.skep.server.model.schedule;

import org.jspecify.annotations.NullMarked;
