package dev.skep.crawler.grouping;

import dev.skep.crawler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files are looked into. How much of each is read is bounded by {@link dev.skep.inference.Limits}.
 *
 * @param perFolder most files of one folder
 * @param perTable most files of one table
 */
public record Sampler(int perFolder, int perTable) {

    /** Small lakes are looked through whole; of large tables a choice of files. */
    public static final Sampler DEFAULT = new Sampler(100, 2_000);

    public Sampler {
        if (perFolder < 1 || perTable < 1) {
            throw new IllegalArgumentException("At least one file must be sampled");
        }
    }

    /**
     * The files to look into: of each folder the first, the last and others at random, but always the same; of too many
     * folders those evenly spread.
     */
    List<SourceFile> choose(List<Folder> folders, int mostPerFolder) {
        List<SourceFile> chosen = new ArrayList<>();
        folders.forEach(folder -> chosen.addAll(folder.samples(mostPerFolder)));
        return spread(chosen, perTable);
    }

    private static List<SourceFile> spread(List<SourceFile> files, int most) {
        if (files.size() <= most) {
            return files;
        }
        if (most == 1) {
            return files.subList(0, 1);
        }
        List<SourceFile> chosen = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            chosen.add(files.get((int) ((long) i * (files.size() - 1) / (most - 1))));
        }
        return chosen;
    }
}
