package dev.skep.server.front.hive;

import dev.skep.thrift.Generation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of one connection and the client behind it. Used by the thread of the connection only. */
public final class ClientSession {
    private final Map<String, String> settings = new HashMap<>();
    private Generation generation = Generation.NEWEST;
    private String user = "";
    private List<String> groups = List.of();

    /** The form of the wire that this client understands; the newest until it has shown another. */
    public Generation generation() {
        return generation;
    }

    void calls(String method) {
        generation = Generations.revealedBy(method).orElse(generation);
    }

    /** Who the client says it is; empty if it has not said. Nobody has checked it. */
    public String user() {
        return user;
    }

    public List<String> groups() {
        return groups;
    }

    void identify(String newUser, List<String> newGroups) {
        user = newUser;
        groups = List.copyOf(newGroups);
    }

    /** What the client has set for itself with {@code setMetaConf}. */
    Optional<String> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    void set(String key, String value) {
        settings.put(key, value);
    }
}
