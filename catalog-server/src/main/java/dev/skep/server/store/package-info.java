/** The port to the relational store: what the services need of it, in model words. */
@NullMarked
package dev.skep.server.store;

import org.jspecify.annotations.NullMarked;
