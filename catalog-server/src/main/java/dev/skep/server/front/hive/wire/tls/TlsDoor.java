package dev.skep.server.front.hive.wire.tls;

import dev.skep.server.auth.KeyMaterial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Raises connections to TLS 1.2 or 1.3. */
public final class TlsDoor {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final boolean required;

    /**
     * @param required whether clients that come without TLS are refused
     * @throws IOException with a sentence, if the key cannot be used
     */
    public TlsDoor(KeyMaterial keys, boolean required) throws IOException {
        this.required = required;
        this.context = keys.context();
    }

    public boolean isRequired() {
        return required;
    }

    /**
     * Shakes hands with a client.
     *
     * @param consumed what has been read of the connection already: the beginning of the client's greeting
     * @return the raised connection; closing it closes the socket
     */
    public SSLSocket raise(Socket socket, byte[] consumed) throws IOException {
        SSLSocket raised =
                (SSLSocket) context.getSocketFactory().createSocket(socket, new ByteArrayInputStream(consumed), true);
        SSLParameters parameters = raised.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setUseCipherSuitesOrder(true);
        raised.setSSLParameters(parameters);
        raised.startHandshake();
        return raised;
    }
}
