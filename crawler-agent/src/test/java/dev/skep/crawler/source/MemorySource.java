package dev.skep.crawler.source;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Files in memory, told of in an order that depends on a seed; some may vanish after they were told of. */
public final class MemorySource implements Source {

    private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> vanishing = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final List<String> listings = new ArrayList<>();
    private final long seed;

    public MemorySource(long seed) {
        this.seed = seed;
    }

    /** The same files in another order. */
    public MemorySource shuffled(long another) {
        MemorySource other = new MemorySource(another);
        other.files.putAll(files);
        other.vanishing.addAll(vanishing);
        return other;
    }

    public void put(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public void remove(String path) {
        files.remove(path);
    }

    /** From now on, this folder may not be listed. */
    public void deny(String folder) {
        denied.add(folder);
    }

    public Set<String> paths() {
        return files.keySet();
    }

    /** The folders that were listed. */
    public List<String> listings() {
        return listings;
    }

    public void vanish(String path) {
        vanishing.add(path);
    }

    @Override
    public String location() {
        return "memory:/lake";
    }

    @Override
    public void list(String below, Visitor visitor) {
        listings.add(below);
        List<String> paths = new ArrayList<>(files.keySet());
        paths.removeIf(path -> !below.isEmpty() && !path.startsWith(below + "/"));
        Collections.shuffle(paths, new Random(seed));
        denied.stream()
                .filter(folder -> below.isEmpty() || (folder + "/").startsWith(below + "/"))
                .forEach(folder ->
                        visitor.problem(new Problem(folder, "the folder cannot be listed: permission denied")));
        for (String path : paths) {
            if (denied.stream().anyMatch(folder -> path.startsWith(folder + "/"))) {
                continue;
            }
            boolean hidden = List.of(path.split("/", -1)).stream().anyMatch(FileNames::hidden);
            if (!hidden) {
                visitor.file(new SourceFile(path, files.get(path).length, MODIFIED));
            }
        }
    }

    /** The files that were opened. */
    public Set<String> opened() {
        return opened;
    }

    @Override
    public ByteSource open(SourceFile file) throws IOException {
        opened.add(file.path());
        if (vanishing.contains(file.path())) {
            throw new FileNotFoundException("it vanished after it was listed");
        }
        return ByteSource.of(file.path(), files.get(file.path()));
    }

    @Override
    public FolderSource folder(String path) {
        throw new IllegalStateException("No table here keeps a log");
    }

    @Override
    public int parallelism() {
        return 2;
    }
}
