package dev.skep.server.front.hive;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.HttpProofs;
import dev.skep.server.auth.Identity;
import dev.skep.server.auth.Identity.Proof;
import dev.skep.server.auth.JwtCheck;
import dev.skep.server.auth.KeyMaterial;
import dev.skep.server.auth.PasswordCheck;
import dev.skep.server.auth.ProxyUsers;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.sasl.Mechanism;
import dev.skep.server.front.hive.wire.sasl.PlainMechanism;
import dev.skep.server.front.hive.wire.tls.TlsDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Entrances for tests. {@code hue} may act in the name of others. */
final class Doors {
    static final ProxyUsers PROXIES = new ProxyUsers(Set.of("hue"));

    /** The password of {@code tess} is {@code pw of tess}. */
    static final PasswordCheck PASSWORDS = (user, password) -> {
        if (!password.equals("pw of " + user)) {
            throw new AuthenticationRefused("User name or password is wrong");
        }
        return new Identity(user, Proof.PASSWORD);
    };

    private Doors() {}

    /** For everybody, with TLS. */
    static Entrance tls(KeyMaterial keys, boolean required) throws IOException {
        return new Entrance(
                Optional.of(new TlsDoor(keys, required)), List.of(), HttpProofs.NONE, ProxyUsers.NONE, true, false);
    }

    /** For those who know a password, or come by one of these ways. */
    static Entrance guarded(Mechanism... others) {
        List<Mechanism> mechanisms = new ArrayList<>(List.of(new PlainMechanism(PASSWORDS, PROXIES)));
        mechanisms.addAll(List.of(others));
        return new Entrance(
                Optional.empty(),
                mechanisms,
                new HttpProofs(Optional.of(PASSWORDS), Optional.empty()),
                PROXIES,
                false,
                false);
    }

    /** For those who have a token. */
    static Entrance tokens(JwtCheck check) {
        return new Entrance(
                Optional.empty(),
                List.of(),
                new HttpProofs(Optional.empty(), Optional.of(check)),
                PROXIES,
                false,
                false);
    }
}
