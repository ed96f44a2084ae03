/**
 * The Hive metastore over Thrift. What {@code wire} has received comes to {@link dev.skep.server.front.hive.Calls}: {@code
 * MethodTable} finds the method that a message calls, and the handler of its area turns its arguments into model words, calls
 * a service and turns the answer back.
 *
 * <p>Each area has a package of its own, called as that of its services where they have one. All areas share {@code
 * translation} and {@code session}; this package puts them together, and no area knows it.
 */
@NullMarked
package dev.skep.server.front.hive;

import org.jspecify.annotations.NullMarked;
