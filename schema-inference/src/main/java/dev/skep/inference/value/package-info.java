/** What single text values look like, and the narrowest type that keeps all of them. */
@NullMarked
package dev.skep.inference.value;

import org.jspecify.annotations.NullMarked;
