package dev.skep.thrift;

import java.util.List;
import java.util.Optional;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TType;
import org.jspecify.annotations.Nullable;

/**
 * One method of a service, with all a server needs to answer it.
 *
 * @param name its name on the wire
 * @param oneway whether the caller expects no answer at all
 * @param exceptions those it declares, by field id
 * @param <H> the interface of the handler
 * @param <C> what the server hands to every method about the call and its caller
 * @param <A> the arguments
 * @param <R> the result; {@link NoValue} if there is none
 */
public record ServiceMethod<H, C, A, R>(
        String name,
        boolean oneway,
        StructCodec<A> arguments,
        Codec<R> result,
        List<DeclaredException<?>> exceptions,
        Invocation<H, C, A, R> invocation) {

    private static final int SUCCESS = 0;

    /** A method without result. */
    public static <H, C, A> ServiceMethod<H, C, A, NoValue> ofVoid(
            String name,
            boolean oneway,
            StructCodec<A> arguments,
            List<DeclaredException<?>> exceptions,
            Procedure<H, C, A> procedure) {
        return new ServiceMethod<>(name, oneway, arguments, Codec.NO_VALUE, exceptions, (handler, args, call) -> {
            procedure.run(handler, args, call);
            return NoValue.NO_VALUE;
        });
    }

    /**
     * Runs the method. A result that is {@link Streamed} must be written or closed.
     *
     * @throws ThriftException one of those declared
     */
    public R invoke(H handler, A args, C call) throws ThriftException {
        return invocation.invoke(handler, args, call);
    }

    /** How the method declares this class of exceptions for clients of the generation, if it does. */
    public Optional<DeclaredException<?>> declared(Class<? extends ThriftException> type, Generation generation) {
        for (DeclaredException<?> exception : exceptions) {
            if (exception.type() == type && exception.knownTo(generation)) {
                return Optional.of(exception);
            }
        }
        return Optional.empty();
    }

    /** Writes the body of a reply that carries a result, and closes the result. */
    public void writeResult(ThriftWriter out, R value) throws TException {
        try {
            out.structBegin();
            if (result.wireType() != TType.VOID) {
                out.field(SUCCESS, result, value);
            }
            out.structEnd();
        } finally {
            Streamed.close(value);
        }
    }

    /**
     * Writes the body of a reply that carries a declared exception.
     *
     * @throws IllegalArgumentException if the method does not declare it for clients of the writer's generation
     */
    public void writeException(ThriftWriter out, ThriftException exception) throws TException {
        DeclaredException<?> declared = declared(exception.getClass(), out.generation())
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " does not declare " + exception.getClass().getSimpleName()));
        out.structBegin();
        declared.write(out, exception);
        out.structEnd();
    }

    /** Reads the body of a reply, as a client does that has the newest form. */
    public R readReply(ThriftReader in) throws TException, ThriftException {
        @Nullable R value = null;
        @Nullable ThriftException thrown = null;
        UnknownFields.Collector rest = new UnknownFields.Collector();
        in.structBegin();
        for (TField field = in.fieldBegin(); field.type != TType.STOP; field = in.fieldBegin()) {
            DeclaredException<?> exception = exceptionAt(field.id);
            if (field.id == SUCCESS && field.type == result.wireType()) {
                value = result.read(in);
            } else if (exception != null && field.type == TType.STRUCT) {
                thrown = exception.codec().read(in);
            } else {
                rest.add(in, field);
            }
        }
        in.structEnd();
        if (thrown != null) {
            throw thrown;
        }
        if (value == null && result.wireType() == TType.VOID) {
            value = result.read(in);
        }
        if (value == null) {
            throw new TApplicationException(TApplicationException.MISSING_RESULT, name + " has no result");
        }
        return value;
    }

    private @Nullable DeclaredException<?> exceptionAt(int id) {
        for (DeclaredException<?> exception : exceptions) {
            if (exception.id() == id) {
                return exception;
            }
        }
        return null;
    }

    /** A handler's method with a result. */
    public interface Invocation<H, C, A, R> {
        R invoke(H handler, A args, C call) throws ThriftException;
    }

    /** A handler's method without result. */
    public interface Procedure<H, C, A> {
        void run(H handler, A args, C call) throws ThriftException;
    }
}
