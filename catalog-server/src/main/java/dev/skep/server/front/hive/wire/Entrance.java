package dev.skep.server.front.hive.wire;

import dev.skep.server.auth.HttpProofs;
import dev.skep.server.auth.ProxyUsers;
import dev.skep.server.front.hive.wire.sasl.Mechanism;
import dev.skep.server.front.hive.wire.tls.TlsDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How clients get in.
 *
 * @param tls empty if TLS is not spoken
 * @param mechanisms of SASL; empty if SASL is not spoken
 * @param http what is believed over HTTP
 * @param anonymous whether a client may come that proves nothing
 * @param clearSecrets whether passwords and signed tokens may come from other machines without TLS
 */
public record Entrance(
        Optional<TlsDoor> tls,
        List<Mechanism> mechanisms,
        HttpProofs http,
        ProxyUsers proxies,
        boolean anonymous,
        boolean clearSecrets) {
    /** For everybody. */
    public static final Entrance OPEN =
            new Entrance(Optional.empty(), List.of(), HttpProofs.NONE, ProxyUsers.NONE, true, false);

    public Entrance {
        mechanisms = List.copyOf(mechanisms);
    }

    /** Why a connection without TLS is not served, if it is not. */
    Optional<String> lacksTls(boolean raised) {
        return !raised && tls.filter(TlsDoor::isRequired).isPresent()
                ? Optional.of("This server wants TLS: set metastore.use.SSL=true in the client, or use https://")
                : Optional.empty();
    }

    /** What a client that has proven nothing may do. */
    Access unproven() {
        if (anonymous) {
            return new Access.Open();
        }
        List<String> ways = new ArrayList<>();
        mechanisms.forEach(mechanism -> ways.add("SASL " + mechanism.name()));
        http.ways().forEach(way -> ways.add(way + " over HTTP"));
        return new Access.Refused("This server wants to know who you are: prove it by " + String.join(", ", ways));
    }
}
