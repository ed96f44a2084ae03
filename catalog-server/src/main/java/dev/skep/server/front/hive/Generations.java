package dev.skep.server.front.hive;

import dev.skep.thrift.Generation;
import java.util.Map;
import java.util.Optional;

/** How clients of the generations of Hive are told apart, as far as they have to be. */
final class Generations {
    /** Methods that the client library of one generation calls and that of no later one. */
    private static final Map<String, Generation> CALLED_BY = Map.of(
            "get_all_databases", Generation.HIVE_2,
            "alter_partition", Generation.HIVE_2,
            "get_index_names", Generation.HIVE_2,
            "get_indexes", Generation.HIVE_2);

    private Generations() {}

    /** The generation of a client that calls this method, if that tells it. */
    static Optional<Generation> revealedBy(String method) {
        return Optional.ofNullable(CALLED_BY.get(method));
    }
}
