package dev.skep.server.front.hive.wire;

import dev.skep.server.auth.Identity;
import dev.skep.server.auth.ProxyUsers;

/** What a connection has shown of who is behind it. */
public sealed interface Access {
    /** Nobody has to prove anything: whoever a client says it is, it is. */
    record Open() implements Access {}

    /**
     * The client has proven who it is.
     *
     * @param proxies who may act in the name of others
     */
    record Proven(Identity identity, ProxyUsers proxies) implements Access {}

    /**
     * The client has not proven what it must.
     *
     * @param sentence what it is to do, and the answer to whatever it calls
     */
    record Refused(String sentence) implements Access {}
}
