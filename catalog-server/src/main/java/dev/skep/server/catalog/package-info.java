/** The services: one public method per use case, each with its rules and its transaction. */
@NullMarked
package dev.skep.server.catalog;

import org.jspecify.annotations.NullMarked;
