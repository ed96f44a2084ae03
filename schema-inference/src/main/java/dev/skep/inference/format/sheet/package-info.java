/** Workbooks as rows of cells, within bounds. */
@NullMarked
package dev.skep.inference.format.sheet;

import org.jspecify.annotations.NullMarked;
