/** Measures a catalog over the wire, as an engine uses it. */
@NullMarked
package dev.skep.benchmarks;

import org.jspecify.annotations.NullMarked;
