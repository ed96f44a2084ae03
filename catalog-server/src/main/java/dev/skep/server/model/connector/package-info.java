/** Connectors to other databases. */
@NullMarked
package dev.skep.server.model.connector;

import org.jspecify.annotations.NullMarked;
