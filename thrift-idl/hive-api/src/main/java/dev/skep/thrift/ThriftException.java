package dev.skep.thrift;

import org.jspecify.annotations.Nullable;

/** An exception that a method may declare; the generated ones extend it. */
public abstract class ThriftException extends Exception {
    private static final long serialVersionUID = 1L;

    protected ThriftException(@Nullable String message) {
        super(message);
    }
}
