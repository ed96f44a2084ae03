package dev.skep.crawler.grouping;

import dev.skep.crawler.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files are looked into. How much of each is read is bounded by {@link dev.skep.inference.Limits}.
 *
 * @param perFolder most files of one folder
 * @param perTable most files of one table
 */
public record Sampler(int perFolder, int perTable) {

    /** Small lakes are looked through whole; of large tables a spread of files. */
    public static final Sampler DEFAULT = new Sampler(100, 2_000);

    public Sampler {
        if (perFolder < 1 || perTable < 1) {
            throw new IllegalArgumentException("At least one file must be sampled");
        }
    }

    /** The files to look into: evenly spread over folders and names, the first and the last of each included. */
    List<SourceFile> choose(List<SourceFile> files) {
        Map<String, List<SourceFile>> byFolder = new LinkedHashMap<>();
        for (SourceFile file : files) {
            if (file.size() > 0) {
                byFolder.computeIfAbsent(file.folder(), folder -> new ArrayList<>())
                        .add(file);
            }
        }
        List<SourceFile> chosen = new ArrayList<>();
        byFolder.values().forEach(folder -> chosen.addAll(spread(folder, perFolder)));
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
