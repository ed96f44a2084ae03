package dev.skep.server.files;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The directories that tables and partitions own. Locations are text as clients of Hive write it: a scheme and a path in
 * which a percent sign means itself ({@code file:/warehouse/t/a%3Db} is the directory {@code a%3Db}).
 *
 * <p>All methods refuse with a {@link dev.skep.server.model.CatalogException} that names the location: {@code INVALID}, or
 * {@code UNAVAILABLE} where the store does not answer.
 */
public interface WarehouseFiles {
    /**
     * The location with its scheme, without a slash at its end.
     *
     * @param location absolute, or relative to {@code base}
     */
    String qualify(String base, String location);

    /**
     * Makes a directory and what is missing above it.
     *
     * @return whether it was made; false if it was there, or if it lies where this does not reach
     */
    boolean createDirectory(String location);

    /**
     * Makes directories as {@link #createDirectory} does, in any order.
     *
     * @param made is told of each that was not there, also before another is refused; by the thread that calls
     */
    default void createDirectories(Collection<String> locations, Consumer<String> made) {
        for (String location : locations) {
            if (createDirectory(location)) {
                made.accept(location);
            }
        }
    }

    /** Whether a single file, not a directory, lies there. */
    boolean isFile(String location);

    /** Whether a directory lies there that can be moved. */
    boolean isDirectory(String location);

    /**
     * The names of the directories that lie in a directory, but for those that begin with a dot or an underscore. What fails
     * is refused, since callers conclude from nothing that nothing is there.
     *
     * @return nothing if there is no such directory, or if it lies where this does not reach
     */
    Optional<List<String>> directoriesIn(String location);

    /** Whether this can tell what lies there. */
    boolean isReached(String location);

    /** Whether what lies there can be moved; where it cannot, a renamed table keeps its location. */
    boolean canMove(String location);

    /**
     * Moves a directory: what lies there is found at its new place afterwards, and at its old place too until the move is
     * finished, so that a server may end at any time; a move that nobody finished can be made again. Does nothing where there is
     * none to move. What already lies at the target is refused.
     */
    Move move(String from, String to);

    /** Removes a directory and all it holds, for good; does nothing if there is none. */
    void delete(String location);

    /** As {@link #delete}, but puts what goes into the trash where there is one. */
    void discard(String location);

    /** Removes a directory if it holds nothing; leaves a file alone. */
    void deleteEmpty(String location);

    /** Removes what a directory holds, into the trash where there is one, and leaves the directory. */
    void clear(String location);

    /**
     * What lies in a directory and below it, but for files and directories whose names begin with a dot or an underscore.
     *
     * @return nothing where that cannot be told
     */
    Optional<Figures> figures(String location);

    /** What lies in each of many directories, as {@link #figures(String)} tells it; without those of which it cannot be told. */
    default Map<String, Figures> figures(Collection<String> locations) {
        Map<String, Figures> told = new HashMap<>();
        for (String location : locations) {
            figures(location).ifPresent(figures -> told.put(location, figures));
        }
        return told;
    }

    /** A move that can still be taken back. One of the two is called, or none if nobody knows which. */
    interface Move {
        /** Nothing had to be moved. */
        Move NONE = new Move() {
            @Override
            public void finish() {
                // There is no old place.
            }

            @Override
            public void undo() {
                // There is no new place.
            }
        };

        /** Gives up the old place. */
        void finish();

        /** Gives up the new place; what was moved lies where it lay. */
        void undo();
    }

    /** @param bytes of all files together */
    record Figures(long files, long bytes) {}
}
