package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.CatalogException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file operations of one change, with the way back. */
final class FileChanges {
    private static final Logger LOG = LoggerFactory.getLogger(FileChanges.class);

    private final WarehouseFiles files;
    private final boolean rehearsal;
    private final Deque<Runnable> wayBack = new ArrayDeque<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    private FileChanges(WarehouseFiles files, boolean rehearsal) {
        this.files = files;
        this.rehearsal = rehearsal;
    }

    static FileChanges on(WarehouseFiles files) {
        return new FileChanges(files, false);
    }

    /** File operations that are only said, for a rehearsal. */
    static FileChanges none(WarehouseFiles files) {
        return new FileChanges(files, true);
    }

    String qualify(String base, String location) {
        return files.qualify(base, location);
    }

    boolean isFile(String location) {
        return files.isFile(location);
    }

    boolean isDirectory(String location) {
        return files.isDirectory(location);
    }

    /** Returns whether it was made, and so holds nothing. */
    boolean createDirectory(String location) {
        boolean made = !rehearsal && files.createDirectory(location);
        if (made) {
            wayBack.push(() -> files.deleteEmpty(location));
        }
        return made;
    }

    /** Returns those that were made, and so hold nothing. */
    Set<String> createDirectories(Collection<String> locations) {
        Set<String> empty = new HashSet<>();
        if (!rehearsal) {
            files.createDirectories(locations, made -> {
                wayBack.push(() -> files.deleteEmpty(made));
                empty.add(made);
            });
        }
        return empty;
    }

    boolean canMove(String location) {
        return files.canMove(location);
    }

    Optional<WarehouseFiles.Figures> figures(String location) {
        return files.figures(location);
    }

    Map<String, WarehouseFiles.Figures> figures(Collection<String> locations) {
        return files.figures(locations);
    }

    void move(String from, String to) {
        if (!rehearsal && !from.equals(to)) {
            WarehouseFiles.Move move = files.move(from, to);
            wayBack.push(move::undo);
            afterCommit.add(move::finish);
        }
    }

    /** What is deleted goes into the trash, where there is one. */
    void deleteAfterCommit(String location) {
        afterCommit.add(() -> files.discard(location));
    }

    /** Past the trash. */
    void purgeAfterCommit(String location) {
        afterCommit.add(() -> files.delete(location));
    }

    void deleteEmptyAfterCommit(String location) {
        afterCommit.add(() -> files.deleteEmpty(location));
    }

    void clearAfterCommit(String location) {
        afterCommit.add(() -> files.clear(location));
    }

    void undo() {
        afterCommit.clear();
        while (!wayBack.isEmpty()) {
            attempt(wayBack.pop());
        }
    }

    void finish() {
        wayBack.clear();
        afterCommit.forEach(FileChanges::attempt);
    }

    // The catalog is already as it should be: a file that resists is left over, and said, but refuses nothing any more.
    private static void attempt(Runnable operation) {
        try {
            operation.run();
        } catch (CatalogException e) {
            LOG.warn("Files are left over: {}", e.getMessage(), e);
        }
    }
}
