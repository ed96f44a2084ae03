package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.util.Optional;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransportException;

/** Answers the messages of a connection one after the other, whatever carries them. */
final class MessageLoop {
    private final Turn turn;

    MessageLoop(Turn turn) {
        this.turn = turn;
    }

    /** How it ended. */
    enum End {
        /** The client went, rested too long, or the server stops. */
        QUIET,
        /** The client has nothing to say at the moment. */
        RESTING,
        /** The last answer says what is wrong; the rest of what the client sends is not read. */
        OUT_OF_STEP
    }

    /** A client sent what is no message, or too much; there is no answer to it. */
    static final class Unreadable extends Exception {
        private final String reason;

        Unreadable(String reason, String sentence, Throwable cause) {
            super(sentence, cause);
            this.reason = reason;
        }

        /** One of a few words. */
        String reason() {
            return reason;
        }
    }

    /**
     * Begins when a message has begun to come.
     *
     * @param below what comes from the client, if it can be waited for elsewhere while the client rests
     */
    End run(Wire wire, Conversation conversation, Optional<RawInput> below) throws IOException, TException, Unreadable {
        while (turn.begin()) {
            boolean inStep = answer(wire, conversation);
            boolean more = turn.end();
            if (!inStep) {
                return End.OUT_OF_STEP;
            }
            if (!more) {
                return End.QUIET;
            }
            if (below.isPresent() && wire.input().rests(below.get())) {
                wire.output().rest();
                return End.RESTING;
            }
            if (!wire.input().awaitMessage()) {
                return End.QUIET;
            }
        }
        return End.QUIET;
    }

    /** @return whether another message may follow */
    boolean answer(Wire wire, Conversation conversation) throws TException, Unreadable {
        try {
            return read(wire, conversation);
        } finally {
            wire.input().endMessage();
        }
    }

    private static boolean read(Wire wire, Conversation conversation) throws TException, Unreadable {
        try {
            if (wire.framed()) {
                wire.input().beginFrame();
            }
            boolean inStep = conversation.answer(wire);
            if (wire.framed()) {
                wire.input().endFrame();
                return true;
            }
            return inStep;
        } catch (TProtocolException e) {
            throw new Unreadable("garbage", "sent what cannot be read: " + e.getMessage(), e);
        } catch (TTransportException e) {
            if (e.getType() != TTransportException.MESSAGE_SIZE_LIMIT) {
                throw e;
            }
            throw new Unreadable("size", "sent too much: " + e.getMessage(), e);
        }
    }
}
