package dev.skep.server.front.hive.wire.sasl;

import java.io.IOException;

/** One way for a client to prove who it is. Used by many threads. */
public interface Mechanism {
    /** As clients ask for it, such as {@code PLAIN}. */
    String name();

    /** Whether whoever listens learns from the exchange what proves the identity. */
    boolean showsSecrets();

    /** Begins an exchange with one client. */
    Exchange begin() throws IOException;
}
