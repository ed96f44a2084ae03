package dev.skep.crawler.source;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the local file system, to be looked at as one table. */
public record LocalFolder(Path root) implements FolderSource {

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public List<String> list(String folder) throws IOException {
        Path path = inside(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public ByteSource file(String path) throws IOException {
        return LocalSource.file(inside(path));
    }

    /** Logs of tables name files; none of them may lead out of the table. */
    private Path inside(String path) throws NoSuchFileException {
        Path resolved = root.resolve(path).normalize();
        if (!resolved.startsWith(root.normalize())) {
            throw new NoSuchFileException(path + " is outside of " + root);
        }
        return resolved;
    }
}
