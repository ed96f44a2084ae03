/** Parquet files: their footer, and a bounded reader of a few columns. */
@NullMarked
package dev.skep.inference.format.parquet;

import org.jspecify.annotations.NullMarked;
