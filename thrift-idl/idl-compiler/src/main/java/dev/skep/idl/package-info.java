/**
 * The build-time compiler of the Thrift IDL: text to tokens to syntax tree to checked program to Java.
 *
 * <p>Start reading at {@link dev.skep.idl.IdlCompiler}.
 */
@NullMarked
package dev.skep.idl;

import org.jspecify.annotations.NullMarked;
