package dev.skep.crawler.grouping;

import dev.skep.crawler.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a listing says of one folder's own files: how many there are, how large, what tells them from those of another
 * time, and a few of them to look into. Takes the same space however many files there are, and is the same in whatever
 * order they come.
 */
final class Folder {

    /** By a hash of the name, so that a choice of the least is as good as a random one, and always the same. */
    private static final Comparator<SourceFile> SHUFFLED = Comparator.comparingInt(
                    (SourceFile file) -> scatter(file.path().hashCode()))
            .thenComparing(SourceFile::path);

    private static final Comparator<SourceFile> BY_PATH = Comparator.comparing(SourceFile::path);

    private final String path;
    private final Fingerprint fingerprint = new Fingerprint();
    private final TreeSet<SourceFile> chosen = new TreeSet<>(SHUFFLED);
    private SourceFile first;
    private SourceFile last;
    private long files;
    private long filled;
    private long bytes;

    /** A folder and the first file seen in it. */
    Folder(SourceFile file, int most) {
        this.path = file.folder();
        this.first = file;
        this.last = file;
        add(file, most);
    }

    /** Takes one file more; at most {@code most}, and the first and last by name, are kept to look into. */
    void add(SourceFile file, int most) {
        files++;
        fingerprint.add(file);
        if (file.size() == 0) {
            if (filled == 0 && BY_PATH.compare(file, first) < 0) {
                first = file;
            }
            return;
        }
        if (filled == 0 || BY_PATH.compare(file, first) < 0) {
            first = file;
        }
        if (filled == 0 || BY_PATH.compare(file, last) > 0) {
            last = file;
        }
        filled++;
        bytes += file.size();
        chosen.add(file);
        keep(most);
    }

    /** Lets go of all but so many. */
    void keep(int most) {
        while (chosen.size() > most) {
            chosen.pollLast();
        }
    }

    /** Relative to the root of the source; empty for the root. */
    String path() {
        return path;
    }

    /** How many files there are, empty ones included. */
    long files() {
        return files;
    }

    /** How many files hold something. */
    long filled() {
        return filled;
    }

    long bytes() {
        return bytes;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    /** A file of the folder, that with the least name of those that hold something if any does. */
    SourceFile first() {
        return first;
    }

    int kept() {
        return chosen.size();
    }

    /** The files to look into, by name; none of them is empty. */
    List<SourceFile> samples(int most) {
        List<SourceFile> samples = new ArrayList<>();
        if (filled > 0) {
            samples.add(first);
        }
        if (filled > 1 && most > 1) {
            samples.add(last);
        }
        for (SourceFile file : chosen) {
            if (samples.size() == Math.min(most, filled)) {
                break;
            }
            if (!file.equals(first) && !file.equals(last)) {
                samples.add(file);
            }
        }
        samples.sort(BY_PATH);
        return samples;
    }

    private static int scatter(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
