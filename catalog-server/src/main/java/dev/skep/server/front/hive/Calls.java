package dev.skep.server.front.hive;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.front.hive.MethodTable.Served;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation.IncompleteRequest;
import dev.skep.server.front.hive.wire.Access;
import dev.skep.server.front.hive.wire.Conversation;
import dev.skep.server.front.hive.wire.Conversations;
import dev.skep.server.front.hive.wire.ReplyOutput;
import dev.skep.server.front.hive.wire.ThriftMeter;
import dev.skep.server.front.hive.wire.ThriftMeter.Outcome;
import dev.skep.server.front.hive.wire.ThriftSettings;
import dev.skep.server.front.hive.wire.Wire;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.thrift.Limits;
import dev.skep.thrift.ThriftException;
import dev.skep.thrift.ThriftReader;
import dev.skep.thrift.ThriftWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Answers messages: finds the method, runs it, and makes an answer of whatever comes of it. */
public final class Calls implements Conversations {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final String UNKNOWN = "unknown";
    private static final String REQUEST = "requestId";

    private final MethodTable methods;
    private final ThriftMeter meter;
    private final Limits limits;
    private final Duration slow;
    private final AtomicLong lastRequest = new AtomicLong();

    /** @param settings the limits of what is read, and what counts as slow */
    public Calls(HiveServices services, ThriftMeter meter, ThriftSettings settings) {
        this.methods = MethodTable.of(services);
        this.meter = meter;
        this.limits = settings.limits();
        this.slow = settings.slowCall();
    }

    @Override
    public Conversation begin(Access access) {
        ClientSession session = new ClientSession(access);
        return new Conversation() {
            @Override
            public boolean answer(Wire wire) throws TException {
                return Calls.this.answer(wire, session);
            }

            @Override
            public void actAs(String user) throws AuthenticationRefused {
                session.identify(user, List.of());
            }
        };
    }

    private boolean answer(Wire wire, ClientSession session) throws TException {
        wire.in().reset();
        wire.output().begin();
        TMessage message = wire.in().readMessageBegin();
        if (message.type != TMessageType.CALL && message.type != TMessageType.ONEWAY) {
            skipArguments(wire);
            return fail(
                    wire,
                    message,
                    TApplicationException.INVALID_MESSAGE_TYPE,
                    "A message of type " + message.type + " cannot be answered: only calls can");
        }
        if (session.access() instanceof Access.Refused refused) {
            skipArguments(wire);
            meter.called(UNKNOWN, Outcome.REFUSED, Duration.ZERO);
            return fail(wire, message, TApplicationException.INTERNAL_ERROR, refused.sentence());
        }
        Optional<Served<?, ?, ?>> served = methods.find(message.name);
        if (served.isEmpty()) {
            skipArguments(wire);
            meter.called(UNKNOWN, Outcome.REFUSED, Duration.ZERO);
            return fail(wire, message, TApplicationException.UNKNOWN_METHOD, "There is no method " + message.name);
        }
        MDC.put(REQUEST, "thrift-" + lastRequest.incrementAndGet());
        try {
            return run(served.get(), wire, message, session);
        } finally {
            MDC.remove(REQUEST);
        }
    }

    private <H, A, R> boolean run(Served<H, A, R> served, Wire wire, TMessage message, ClientSession session)
            throws TException {
        long start = System.nanoTime();
        Outcome outcome = Outcome.BROKEN;
        A arguments;
        try {
            arguments = served.method()
                    .arguments()
                    .read(new ThriftReader(wire.in(), limits, wire.input().memory()));
            wire.in().readMessageEnd();
            session.calls(message.name, arguments);
        } catch (TException e) {
            if (!isUnreadable(e)) {
                throw e;
            }
            meter.called(message.name, Outcome.REFUSED, since(start));
            fail(
                    wire,
                    message,
                    TApplicationException.PROTOCOL_ERROR,
                    "The arguments cannot be read: " + e.getMessage());
            return false;
        }
        try {
            outcome = reply(served, arguments, wire, message, session);
        } finally {
            Duration duration = since(start);
            meter.called(message.name, outcome, duration);
            if (duration.compareTo(slow) > 0) {
                LOG.warn("{} of user '{}' took {} ms", message.name, session.user(), duration.toMillis());
            }
        }
        return true;
    }

    private <H, A, R> Outcome reply(
            Served<H, A, R> served, A arguments, Wire wire, TMessage message, ClientSession session) throws TException {
        try {
            R result = served.method().invoke(served.handler(), arguments, session);
            if (!served.method().oneway()) {
                begin(wire, message, TMessageType.REPLY);
                served.method().writeResult(new ThriftWriter(wire.out(), session.generation()), result);
                end(wire);
            }
            return Outcome.ANSWERED;
        } catch (ThriftException e) {
            refuse(served, wire, message, session, e);
            return Outcome.REFUSED;
        } catch (CatalogException e) {
            logIfOurs(message, e);
            refuse(served, wire, message, session, e.kind(), String.valueOf(e.getMessage()));
            return Outcome.REFUSED;
        } catch (IncompleteRequest e) {
            // As what is not supported, Hive answers this by its most general exception.
            refuse(served, wire, message, session, ErrorKind.UNSUPPORTED, String.valueOf(e.getMessage()));
            return Outcome.REFUSED;
        } catch (ReplyOutput.TooLong e) {
            refuse(served, wire, message, session, ErrorKind.TOO_LARGE, String.valueOf(e.getMessage()));
            return Outcome.REFUSED;
        } catch (TTransportException e) {
            throw e;
        } catch (TException | RuntimeException e) {
            String id = MDC.get(REQUEST);
            LOG.error("{} failed", message.name, e);
            String sentence = message.name + " failed for a defect of the server; its log has more under " + id;
            refuse(served, wire, message, session, ErrorKind.INTERNAL, sentence);
            return Outcome.FAILED;
        }
    }

    /** Whether the client sent nonsense or too much of it, and is still there to be told. */
    private static boolean isUnreadable(TException e) {
        return e instanceof TProtocolException
                || (e instanceof TTransportException transport
                        && transport.getType() == TTransportException.MESSAGE_SIZE_LIMIT);
    }

    private static void logIfOurs(TMessage message, CatalogException e) {
        switch (e.kind()) {
            case UNAVAILABLE, UNKNOWN_OUTCOME, INTERNAL -> LOG.error("{} failed", message.name, e);
            case INVALID,
                    INVALID_PARTITION_NAME,
                    INVALID_LOCATION,
                    NOT_FOUND_CATALOG,
                    NOT_FOUND_DATABASE,
                    NOT_FOUND_TABLE,
                    NOT_FOUND_PARTITION,
                    NOT_FOUND_OTHER,
                    NOT_FOUND_TRANSACTION,
                    TRANSACTION_ABORTED,
                    NOT_FOUND_LOCK,
                    TRANSACTION_OPEN,
                    ALREADY_EXISTS,
                    NOT_EMPTY,
                    IN_USE,
                    CONFLICT,
                    TOO_LARGE,
                    UNSUPPORTED -> LOG.debug("{} was refused: {}", message.name, e.getMessage());
        }
    }

    private static void refuse(
            Served<?, ?, ?> served, Wire wire, TMessage message, ClientSession session, ErrorKind kind, String sentence)
            throws TException {
        refuse(
                served,
                wire,
                message,
                session,
                HiveErrors.of(served.method(), session.generation(), kind, sentence),
                sentence);
    }

    private static void refuse(
            Served<?, ?, ?> served,
            Wire wire,
            TMessage message,
            ClientSession session,
            Optional<ThriftException> declared,
            String sentence)
            throws TException {
        if (declared.isPresent()) {
            refuse(served, wire, message, session, declared.get());
        } else if (!served.method().oneway()) {
            fail(wire, message, TApplicationException.INTERNAL_ERROR, sentence);
        }
    }

    private static void refuse(
            Served<?, ?, ?> served, Wire wire, TMessage message, ClientSession session, ThriftException exception)
            throws TException {
        requireUnsent(wire, message);
        begin(wire, message, TMessageType.REPLY);
        served.method().writeException(new ThriftWriter(wire.out(), session.generation()), exception);
        end(wire);
    }

    private static boolean fail(Wire wire, TMessage message, int type, String sentence) throws TException {
        if (message.type != TMessageType.ONEWAY) {
            requireUnsent(wire, message);
            begin(wire, message, TMessageType.EXCEPTION);
            new TApplicationException(type, sentence).write(wire.out());
            end(wire);
        }
        return true;
    }

    /** An answer of which a part has left cannot become an error; the client notices when the connection is closed. */
    private static void requireUnsent(Wire wire, TMessage message) throws TException {
        if (wire.output().isLeaving()) {
            LOG.error("The answer of {} broke off after a part of it had been sent", message.name);
            throw new TTransportException("A part of the answer had been sent");
        }
    }

    private static void begin(Wire wire, TMessage message, byte type) throws TException {
        wire.output().begin();
        wire.out().reset();
        wire.out().writeMessageBegin(new TMessage(message.name, type, message.seqid));
    }

    private static void end(Wire wire) throws TException {
        wire.out().writeMessageEnd();
        wire.output().end();
    }

    private void skipArguments(Wire wire) throws TException {
        TProtocol in = wire.in();
        TProtocolUtil.skip(in, TType.STRUCT, limits.depth());
        in.readMessageEnd();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
