/** One reader per file format; {@link dev.skep.inference.format.FormatReaders} lists them. */
@NullMarked
package dev.skep.inference.format;

import org.jspecify.annotations.NullMarked;
