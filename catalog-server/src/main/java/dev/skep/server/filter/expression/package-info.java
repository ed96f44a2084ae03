/** Predicates that clients of Hive send as serialized expressions. Only read: nothing is ever deserialized into objects of Java. */
@NullMarked
package dev.skep.server.filter.expression;

import org.jspecify.annotations.NullMarked;
