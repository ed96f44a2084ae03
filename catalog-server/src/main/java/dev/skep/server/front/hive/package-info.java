/**
 * The Hive metastore over Thrift. What {@code wire} has received comes to {@link dev.skep.server.front.hive.Calls}: {@code
 * MethodTable} finds the method that a message calls, one handler an area turns its arguments into model words, calls a
 * service and turns the answer back.
 */
@NullMarked
package dev.skep.server.front.hive;

import org.jspecify.annotations.NullMarked;
