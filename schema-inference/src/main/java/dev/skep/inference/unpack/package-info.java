/** Takes compression off whole files, within bounds, and tells damage from failures of the source. */
@NullMarked
package dev.skep.inference.unpack;

import org.jspecify.annotations.NullMarked;
