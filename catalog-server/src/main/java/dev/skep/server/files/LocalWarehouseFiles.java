package dev.skep.server.files;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directories on the local file system, {@code file:} locations. Locations of other schemes are left alone: object stores
 * need no directories, and what lies in them is not removed here, which is logged.
 */
public final class LocalWarehouseFiles implements WarehouseFiles {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWarehouseFiles.class);
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

    private final Optional<Path> trash;

    /** Without a trash: what is removed is gone. */
    public LocalWarehouseFiles() {
        this(Optional.empty());
    }

    /** @param trash the folder into which directories are moved instead of being removed, with their whole paths */
    public LocalWarehouseFiles(Optional<Path> trash) {
        this.trash = trash.map(folder -> folder.toAbsolutePath().normalize());
    }

    @Override
    public String qualify(String base, String location) {
        String trimmed = withoutTrailingSlash(location);
        if (SCHEME.matcher(trimmed).matches()) {
            return trimmed.startsWith("file:") ? fileLocation(path(trimmed)) : trimmed;
        }
        return trimmed.startsWith("/") ? fileLocation(Path.of(trimmed)) : withoutTrailingSlash(base) + "/" + trimmed;
    }

    /** The location of a local directory. */
    public static String fileLocation(Path directory) {
        return "file:" + directory.toAbsolutePath().normalize();
    }

    @Override
    public boolean createDirectory(String location) {
        Path directory = localPath(location).orElse(null);
        if (directory == null || Files.isDirectory(directory)) {
            return false;
        }
        try {
            Files.createDirectories(directory);
            return true;
        } catch (IOException e) {
            throw refused("The directory of location " + location + " cannot be made", e);
        }
    }

    @Override
    public boolean isFile(String location) {
        return localPath(location).filter(Files::isRegularFile).isPresent();
    }

    @Override
    public boolean isDirectory(String location) {
        return localPath(location).filter(Files::isDirectory).isPresent();
    }

    @Override
    public Optional<List<String>> directoriesIn(String location) {
        Path directory = localPath(location).filter(Files::isDirectory).orElse(null);
        if (directory == null) {
            return Optional.empty();
        }
        try (Stream<Path> held = Files.list(directory)) {
            return Optional.of(held.filter(path -> !isHidden(path) && Files.isDirectory(path))
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw refused("The directories at " + location + " cannot be listed", e);
        }
    }

    @Override
    public boolean isReached(String location) {
        return localPath(location).isPresent();
    }

    @Override
    public boolean canMove(String location) {
        return localPath(location).isPresent();
    }

    @Override
    public Move move(String from, String to) {
        Path source = localPath(from).orElse(null);
        Path target = localPath(to).orElse(null);
        if (source == null || target == null) {
            LOG.warn("The files at {} stay where they are: only file: locations are moved, to {}", from, to);
            return Move.NONE;
        }
        return LocalMove.of(source, target);
    }

    @Override
    public void delete(String location) {
        removeTree(location, true);
    }

    @Override
    public void discard(String location) {
        Optional<Path> path = localPath(location);
        if (trash.isPresent() && path.isPresent()) {
            throwAway(path.get(), trash.get());
        } else {
            removeTree(location, true);
        }
    }

    @Override
    public void deleteEmpty(String location) {
        try {
            Optional<Path> directory = localPath(location);
            if (directory.isPresent() && Files.isDirectory(directory.get())) {
                Files.deleteIfExists(directory.get());
            }
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} is kept, it holds files", location);
        } catch (IOException e) {
            throw refused("The directory of location " + location + " cannot be removed", e);
        }
    }

    @Override
    public void clear(String location) {
        Optional<Path> path = localPath(location).filter(Files::isDirectory);
        if (trash.isEmpty() || path.isEmpty()) {
            removeTree(location, false);
            return;
        }
        try (Stream<Path> held = Files.list(path.get())) {
            for (Path each : held.toList()) {
                throwAway(each, trash.get());
            }
        } catch (IOException e) {
            throw refused("What lies at " + location + " cannot be removed", e);
        }
    }

    @Override
    public Optional<Figures> figures(String location) {
        Path root = localPath(location).filter(Files::exists).orElse(null);
        if (root == null) {
            return Optional.empty();
        }
        AtomicLong files = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isHidden(directory) && !directory.equals(root)
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isHidden(file)) {
                        files.incrementAndGet();
                        bytes.addAndGet(attributes.size());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("The files at {} cannot be counted", location, e);
            return Optional.empty();
        }
        return Optional.of(new Figures(files.get(), bytes.get()));
    }

    private static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") || name.startsWith("_");
    }

    /** Into the trash, at its own path; what was thrown away before from the same place stays beside it. */
    private static void throwAway(Path path, Path trash) {
        if (!Files.exists(path) || path.startsWith(trash)) {
            return;
        }
        Path place = trash.resolve(path.getRoot().relativize(path));
        Path free = place;
        for (int i = 1; Files.exists(free); i++) {
            free = place.resolveSibling(place.getFileName() + "." + i);
        }
        try {
            Files.createDirectories(free.getParent());
            Files.move(path, free);
        } catch (IOException e) {
            throw refused("What lies at " + path + " cannot be moved into the trash at " + trash, e);
        }
    }

    private static void removeTree(String location, boolean withRoot) {
        Path root = localPath(location).orElse(null);
        if (root == null) {
            LOG.warn("What lies at {} is left there: only file: locations are removed", location);
            return;
        }
        if (root.getParent() == null) {
            throw CatalogException.invalid("The root of the file system is no location to remove");
        }
        if (!Files.exists(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    if (withRoot || !directory.equals(root)) {
                        Files.delete(directory);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw refused("What lies at " + location + " cannot be removed", e);
        }
    }

    private static Optional<Path> localPath(String location) {
        return location.startsWith("file:") ? Optional.of(path(location)) : Optional.empty();
    }

    private static Path path(String fileLocation) {
        String path = fileLocation.substring("file:".length()).replaceFirst("^/+", "/");
        if (!path.startsWith("/")) {
            throw CatalogException.invalid("Location " + fileLocation + " is not absolute: write file:/path");
        }
        return Path.of(path).normalize();
    }

    private static String withoutTrailingSlash(String location) {
        return location.length() > 1 && location.endsWith("/")
                ? withoutTrailingSlash(location.substring(0, location.length() - 1))
                : location;
    }

    static CatalogException refused(String what, IOException e) {
        String reason = e instanceof FileAlreadyExistsException
                ? "a file is in the way"
                : e instanceof FileSystemException f && f.getReason() != null
                        ? f.getReason()
                        : e.getClass().getSimpleName();
        return new CatalogException(ErrorKind.INVALID_LOCATION, what + ": " + reason, e);
    }
}
