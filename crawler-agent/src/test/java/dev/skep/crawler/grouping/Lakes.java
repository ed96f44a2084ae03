package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.source.LocalSource;
import dev.skep.crawler.source.Source;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small lakes in a temp folder. */
public final class Lakes {

    private Lakes() {}

    public static void put(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    public static Found find(Path root) throws IOException {
        return find(root, Sampler.DEFAULT);
    }

    public static Found find(Path root, Sampler sampler) throws IOException {
        return find(
                new TableFinder(new LocalSource(root), SchemaInference.standard(), sampler, Grouping.DEFAULT),
                Finder.Memory.NONE);
    }

    public static Found find(Path root, Finder.Memory memory) throws IOException {
        return find(
                new TableFinder(new LocalSource(root), SchemaInference.standard(), Sampler.DEFAULT, Grouping.DEFAULT),
                memory);
    }

    public static Found find(Path root, Grouping grouping) throws IOException {
        return find(
                new TableFinder(new LocalSource(root), SchemaInference.standard(), Sampler.DEFAULT, grouping),
                Finder.Memory.NONE);
    }

    public static Found find(Source source) throws IOException {
        return find(
                new TableFinder(source, SchemaInference.standard(), Sampler.DEFAULT, Grouping.DEFAULT),
                Finder.Memory.NONE);
    }

    private static Found find(Finder finder, Finder.Memory memory) throws IOException {
        return finder.find(memory, new Finder.Progress() {
            @Override
            public void listed(long files) {}

            @Override
            public void sampled(long done, long all) {}
        });
    }
}
