/** Predicates over partition keys: syntax tree, parser, typing, evaluation. */
@NullMarked
package dev.skep.server.filter;

import org.jspecify.annotations.NullMarked;
