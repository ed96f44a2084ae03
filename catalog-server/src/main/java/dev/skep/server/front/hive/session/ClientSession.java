package dev.skep.server.front.hive.session;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.front.hive.session.Generations.Known;
import dev.skep.server.front.hive.wire.Access;
import dev.skep.thrift.Generation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of one connection and the client behind it. Used by the thread of the connection only. */
public final class ClientSession {
    private final Access access;
    private final Map<String, String> settings = new HashMap<>();
    private Known known = Known.NOTHING;
    private String user;
    private List<String> groups = List.of();

    /** @param access what the client has proven, or why it is refused */
    public ClientSession(Access access) {
        this.access = access;
        this.user = access instanceof Access.Proven proven ? proven.identity().user() : "";
    }

    /** What the client has proven when it connected. */
    public Access access() {
        return access;
    }

    /** The form of the wire that this client understands; the newest until it has shown another. */
    public Generation generation() {
        return known.form();
    }

    /** The oldest release of which this client can be, going by what it has shown: words of later ones spoil its answers. */
    public Generation oldest() {
        return known.oldest();
    }

    /** What objects may have that the client knows nothing of, going by what it has shown. */
    public LaterFields laterFields() {
        return new LaterFields(known.oldest());
    }

    /** Learns from a call which releases the client can be of. */
    public void calls(String method, Object arguments) {
        known = Generations.learned(known, method, arguments);
    }

    /** Who the client has proven to be; where nobody has to prove it, who it says it is, empty if it has not said. */
    public String user() {
        return user;
    }

    /** The groups that the client says it is in; none where it must prove who it is, because nothing proves groups. */
    public List<String> groups() {
        return groups;
    }

    /**
     * Takes what the client says of itself.
     *
     * @throws AuthenticationRefused if it has proven to be somebody else, and may not act in the name of others
     */
    public void identify(String newUser, List<String> newGroups) throws AuthenticationRefused {
        if (access instanceof Access.Proven proven) {
            user = proven.proxies().actAs(proven.identity(), newUser).user();
        } else {
            user = newUser;
            groups = List.copyOf(newGroups);
        }
    }

    /** What the client has set for itself with {@code setMetaConf}. */
    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    void set(String key, String value) {
        settings.put(key, value);
    }
}
