package dev.skep.crawler.source;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder, or a single file, of the local file system.
 *
 * <p>Links to folders are followed after all real folders were listed, and every real folder is listed once: loops end,
 * and data that is reachable on two ways is found under its own name.
 */
public final class LocalSource implements Source {

    private final Path root;

    public LocalSource(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** {@inheritDoc} Hadoop's form has one slash after the scheme: {@code file:/data/my lake}. */
    @Override
    public String location() {
        return "file:" + root;
    }

    @Override
    public void list(String folder, Visitor visitor) throws IOException {
        if (Files.notExists(root)) {
            throw new NoSuchFileException("There is no file or folder " + root);
        }
        if (!folder.isEmpty() && !Files.isDirectory(path(folder))) {
            return;
        }
        if (!Files.isReadable(root)) {
            throw new AccessDeniedException(root + " cannot be read: permission denied");
        }
        new Walk(visitor).run(folder);
    }

    /** {@inheritDoc} Reading waits for no network, so only the processors count. */
    @Override
    public int parallelism() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public ByteSource open(SourceFile file) throws IOException {
        Path path = path(file.path());
        if (!Files.isReadable(path)) {
            throw Files.exists(path)
                    ? new AccessDeniedException("it cannot be read: permission denied")
                    : new NoSuchFileException("it vanished after it was listed");
        }
        return new FileBytes(file, path);
    }

    @Override
    public FolderSource folder(String path) {
        return new LocalFolder(path(path));
    }

    /**
     * The bytes of one file.
     *
     * @throws IOException if there is no such file, or it may not be read
     */
    public static ByteSource file(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(path + " is no regular file");
        }
        return new FileBytes(
                new SourceFile(
                        "", attributes.size(), attributes.lastModifiedTime().toInstant()),
                path);
    }

    private Path path(String relative) {
        return relative.isEmpty() ? root : root.resolve(relative);
    }

    private record FileBytes(SourceFile file, Path path) implements ByteSource {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            channel.position(offset);
            return new Bounded(Channels.newInputStream(channel), length);
        }
    }

    /** One listing: folders still to visit, and links put off. */
    private final class Walk {
        private final Visitor visitor;
        private final Deque<String> folders = new ArrayDeque<>();
        private final Deque<String> links = new ArrayDeque<>();
        private final Set<Path> visited = new HashSet<>();

        Walk(Visitor visitor) {
            this.visitor = visitor;
        }

        void run(String from) throws IOException {
            if (!Files.isDirectory(root)) {
                add("", root);
                return;
            }
            if (!from.isEmpty()) {
                int slash = from.lastIndexOf('/');
                String name = from.substring(slash + 1);
                noteManaged(slash < 0 ? "" : from.substring(0, slash), name, path(from));
                if (FileNames.hidden(name)) {
                    return;
                }
            }
            folders.add(from);
            while (!folders.isEmpty() || !links.isEmpty()) {
                while (!folders.isEmpty()) {
                    visit(folders.removeFirst());
                }
                if (!links.isEmpty()) {
                    follow(links.removeFirst());
                }
            }
        }

        private void visit(String folder) {
            try {
                Path path = path(folder);
                if (!visited.add(path.toRealPath())) {
                    return;
                }
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                    List<Path> sorted = new ArrayList<>();
                    entries.forEach(sorted::add);
                    sorted.sort(Comparator.comparing(Path::toString));
                    for (Path entry : sorted) {
                        enter(folder, entry);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                visitor.problem(new Problem(folder, "the folder cannot be listed: " + reason(e)));
            }
        }

        private void enter(String folder, Path entry) {
            String name = String.valueOf(entry.getFileName());
            noteManaged(folder, name, entry);
            if (FileNames.hidden(name)) {
                return;
            }
            String relative = folder.isEmpty() ? name : folder + "/" + name;
            if (!Files.isDirectory(entry)) {
                add(relative, entry);
            } else if (Files.isSymbolicLink(entry)) {
                links.add(relative);
            } else {
                folders.add(relative);
            }
        }

        private void follow(String link) {
            try {
                Path target = path(link).toRealPath();
                if (visited.contains(target)) {
                    return;
                }
                folders.add(link);
            } catch (IOException e) {
                visitor.problem(new Problem(link, "the link cannot be followed: " + reason(e)));
            }
        }

        private void add(String relative, Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (!attributes.isRegularFile()) {
                    visitor.problem(new Problem(relative, "it is neither a file nor a folder"));
                } else {
                    visitor.file(new SourceFile(
                            relative,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            } catch (IOException e) {
                boolean dangling = Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Files.isSymbolicLink(path);
                visitor.problem(new Problem(relative, dangling ? "the link leads nowhere" : reason(e)));
            }
        }

        /** Table formats keep a log beside their files; only the log knows which files still count. */
        private void noteManaged(String folder, String name, Path entry) {
            if (name.equals("_delta_log") && Files.isDirectory(entry)) {
                visitor.managed(folder, "Delta");
            } else if (name.equals(".hoodie") && Files.isDirectory(entry)) {
                visitor.managed(folder, "Hudi");
            } else if (name.equals("metadata") && Files.isDirectory(entry) && holdsIcebergMetadata(entry)) {
                visitor.managed(folder, "Iceberg");
            }
        }

        private boolean holdsIcebergMetadata(Path metadata) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(metadata, "*.metadata.json")) {
                return found.iterator().hasNext();
            } catch (IOException e) {
                return false; // the folder is visited next, and the problem is told there
            }
        }

        private String reason(Exception e) {
            if (e instanceof AccessDeniedException) {
                return "permission denied";
            }
            if (e instanceof NoSuchFileException) {
                return "it vanished while it was looked at";
            }
            return String.valueOf(e.getMessage());
        }
    }
}
