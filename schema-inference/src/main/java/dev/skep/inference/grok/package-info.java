/** Expressions that take lines apart, in the language of grok, and the kinds of logs that are known by them. */
@NullMarked
package dev.skep.inference.grok;

import org.jspecify.annotations.NullMarked;
