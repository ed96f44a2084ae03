/** Reads a bounded part of a source, and unpacks it within bounds. */
@NullMarked
package dev.skep.inference.sample;

import org.jspecify.annotations.NullMarked;
