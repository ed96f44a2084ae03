package dev.skep.server.front.hive;

import dev.skep.server.front.hive.PublishedClient.Layers;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;

/** The SASL transports of the published Thrift libraries. */
final class Sasl {
    private static final String TRANSPORT = "org.apache.thrift.transport.";

    private Sasl() {}

    /** @param server the name of the server that the mechanism knows */
    static Layers layers(String mechanism, String actAs, String server, String qop, String user, String password) {
        return (library, port) -> library.load(TRANSPORT + "TSaslClientTransport")
                .getConstructor(
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        Map.class,
                        CallbackHandler.class,
                        library.load(TRANSPORT + "TTransport"))
                .newInstance(
                        mechanism,
                        actAs,
                        null,
                        server,
                        Map.of(javax.security.sasl.Sasl.QOP, qop),
                        handler(user, password),
                        PublishedClient.socket(library, port));
    }

    static Layers plain(String user, String password) {
        return layers("PLAIN", null, "localhost", "auth", user, password);
    }

    private static CallbackHandler handler(String user, String password) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(user);
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(password.toCharArray());
                } else if (callback instanceof RealmCallback realm) {
                    realm.setText(realm.getDefaultText());
                }
            }
        };
    }
}
