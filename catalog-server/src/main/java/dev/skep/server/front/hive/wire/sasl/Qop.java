package dev.skep.server.front.hive.wire.sasl;

/** How well a connection is protected after the exchange; the names are those of RFC 2222. */
public enum Qop {
    /** Not at all. */
    AUTH("auth-conf,auth-int,auth"),
    /** Signed. */
    AUTH_INT("auth-conf,auth-int"),
    /** Encrypted. */
    AUTH_CONF("auth-conf");

    private final String atLeast;

    Qop(String atLeast) {
        this.atLeast = atLeast;
    }

    /** This one and the better ones, as the mechanisms of the JDK take them. */
    String atLeast() {
        return atLeast;
    }
}
