package dev.skep.server.front.hive.wire;

import dev.skep.server.auth.AuthenticationRefused;
import org.apache.thrift.TException;

/** What is said to one client. Used by the thread of its connection only. */
public interface Conversation {
    /**
     * Reads one message and answers it.
     *
     * @return whether the input is at the end of the message, so that the next one can be read
     * @throws TException if the message cannot be read, or the answer not be sent; then there is nothing more to say
     */
    boolean answer(Wire wire) throws TException;

    /**
     * Takes from now on for the client's user whom it says it acts for.
     *
     * @throws AuthenticationRefused if it has proven to be somebody else, and may not act in the name of others
     */
    void actAs(String user) throws AuthenticationRefused;
}
