/**
 * Says what bytes are: format, dialect, columns, Hive types, how sure it is and why.
 *
 * <p>Start at {@link dev.skep.inference.SchemaInference}. The library opens no file and no socket; callers hand it a
 * {@link dev.skep.inference.ByteSource}.
 */
@NullMarked
package dev.skep.inference;

import org.jspecify.annotations.NullMarked;
