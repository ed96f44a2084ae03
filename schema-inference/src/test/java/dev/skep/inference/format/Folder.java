package dev.skep.inference.format;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder in memory, by the paths of its files. */
record Folder(Map<String, byte[]> files) implements FolderSource {

    static Folder of(Map<String, String> texts) {
        Map<String, byte[]> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new Folder(files);
    }

    static Folder read(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return new Folder(files);
    }

    Folder only(Predicate<String> paths) {
        Map<String, byte[]> some = new TreeMap<>(files);
        some.keySet().removeIf(paths.negate());
        return new Folder(some);
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public List<String> list(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceFirst("/.*", "/"))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public ByteSource file(String path) throws IOException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new FileNotFoundException(path);
        }
        return ByteSource.of(path, bytes);
    }
}
