package dev.skep.server.files;

import java.util.List;
import java.util.Optional;

/** Leaves all files as they are: whoever writes them makes and removes their directories. Nothing is moved or counted. */
public final class UntouchedFiles implements WarehouseFiles {
    private final WarehouseFiles files;

    /** @param files knows how locations are written */
    public UntouchedFiles(WarehouseFiles files) {
        this.files = files;
    }

    @Override
    public String qualify(String base, String location) {
        return files.qualify(base, location);
    }

    @Override
    public boolean createDirectory(String location) {
        return false;
    }

    @Override
    public boolean isFile(String location) {
        return files.isFile(location);
    }

    @Override
    public boolean isDirectory(String location) {
        return false;
    }

    @Override
    public Optional<List<String>> directoriesIn(String location) {
        return files.directoriesIn(location);
    }

    @Override
    public boolean isReached(String location) {
        return files.isReached(location);
    }

    @Override
    public boolean canMove(String location) {
        return false;
    }

    @Override
    public Move move(String from, String to) {
        return Move.NONE;
    }

    @Override
    public void delete(String location) {
        // Nothing is touched.
    }

    @Override
    public void discard(String location) {
        // Nothing is touched.
    }

    @Override
    public void deleteEmpty(String location) {
        // Nothing is touched.
    }

    @Override
    public void clear(String location) {
        // Nothing is touched.
    }

    @Override
    public Optional<Figures> figures(String location) {
        return Optional.empty();
    }
}
