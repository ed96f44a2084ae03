package dev.skep.server.files;

import dev.skep.server.files.WarehouseFiles.Move;
import dev.skep.server.model.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that was moved in one step, and a link to it at its old place until that is given up: so what lies there is found
 * where the catalog says, also if the server ends before it knows which of the two that is.
 */
record LocalMove(Path from, Path to) implements Move {
    private static final Logger LOG = LoggerFactory.getLogger(LocalMove.class);

    /** @throws CatalogException {@code INVALID} if something lies at the target, {@code INVALID_LOCATION} if it fails */
    static Move of(Path from, Path to) {
        LocalMove move = new LocalMove(from, to);
        try {
            if (move.isBegun()) {
                return move;
            }
            if (!Files.exists(from)) {
                return NONE;
            }
            if (Files.exists(to)) {
                throw CatalogException.invalid(move + ": something is there already");
            }
            if (to.getParent() != null) {
                Files.createDirectories(to.getParent());
            }
            Files.move(from, to);
        } catch (IOException e) {
            throw LocalWarehouseFiles.refused(move.toString(), e);
        }
        move.leaveLink();
        return move;
    }

    /** Whether it was left so by a server that ended. */
    private boolean isBegun() throws IOException {
        return Files.isSymbolicLink(from)
                && Files.isDirectory(to)
                && Files.readSymbolicLink(from).equals(to);
    }

    /** Not every file system knows links: one without moves as safely as it can. */
    private void leaveLink() {
        try {
            Files.createSymbolicLink(from, to);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("There are no links at {}, so until the move to {} is finished nothing is there", from, to, e);
        }
    }

    @Override
    public void finish() {
        removeLink();
    }

    @Override
    public void undo() {
        removeLink();
        try {
            Files.move(to, from);
        } catch (IOException e) {
            throw LocalWarehouseFiles.refused(new LocalMove(to, from).toString(), e);
        }
    }

    private void removeLink() {
        try {
            if (isBegun()) {
                Files.delete(from);
            }
        } catch (IOException e) {
            throw LocalWarehouseFiles.refused("The link at " + from + " cannot be removed", e);
        }
    }

    /** As a failure begins. */
    @Override
    public String toString() {
        return "The files at " + LocalWarehouseFiles.fileLocation(from) + " cannot be moved to "
                + LocalWarehouseFiles.fileLocation(to);
    }
}
