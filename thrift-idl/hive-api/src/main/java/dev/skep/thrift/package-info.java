/**
 * What the generated wire records need at run time, over the protocols of libthrift.
 *
 * <p>Start reading at {@link dev.skep.thrift.StructCodec} for values and {@link dev.skep.thrift.ServiceMethod} for
 * calls.
 */
@NullMarked
package dev.skep.thrift;

import org.jspecify.annotations.NullMarked;
