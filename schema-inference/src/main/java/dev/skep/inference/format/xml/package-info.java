/** XML from strangers. */
@NullMarked
package dev.skep.inference.format.xml;

import org.jspecify.annotations.NullMarked;
