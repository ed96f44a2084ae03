package dev.skep.server.files;

import java.util.List;
import java.util.Optional;

/**
 * The directories that tables and partitions own. Locations are text as clients of Hive write it: a scheme and a path in
 * which a percent sign means itself ({@code file:/warehouse/t/a%3Db} is the directory {@code a%3Db}).
 *
 * <p>All methods refuse with a {@link dev.skep.server.model.CatalogException} ({@code INVALID}) that names the location.
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
     * @return whether it was made; false if it was there, or if the store of this scheme has no directories
     */
    boolean createDirectory(String location);

    /** Whether a single file, not a directory, lies there. */
    boolean isFile(String location);

    /** Whether a directory lies there that can be moved. */
    boolean isDirectory(String location);

    /**
     * The names of the directories that lie in a directory, but for those that begin with a dot or an underscore.
     *
     * @return nothing where that cannot be told: there is no such directory, or it is of a store that this does not reach
     */
    Optional<List<String>> directoriesIn(String location);

    /** Whether this can tell what lies there. */
    boolean isReached(String location);

    /** Whether what lies there can be moved; where it cannot, a renamed table keeps its location. */
    boolean canMove(String location);

    /** Moves a directory. Does nothing where there is none to move. What already lies at the target is refused. */
    void move(String from, String to);

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

    /** @param bytes of all files together */
    record Figures(long files, long bytes) {}
}
