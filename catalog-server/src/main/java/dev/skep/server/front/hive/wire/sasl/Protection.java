package dev.skep.server.front.hive.wire.sasl;

import java.io.IOException;

/** Signs or encrypts what is sent, and checks or decrypts what comes. */
interface Protection {
    /** How many bytes may be wrapped at once, so that the client has room for what becomes of them. */
    int maxPlain();

    byte[] wrap(byte[] plain, int offset, int length) throws IOException;

    /** @throws IOException if the bytes were changed on the way */
    byte[] unwrap(byte[] wrapped) throws IOException;
}
