package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Finder.Absence;
import dev.skep.crawler.source.AnyFile;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * A listing, summed up by folder while it comes in: its size depends on the number of folders, not on that of files.
 */
final class Inventory implements Source.Visitor {

    /** Most files to look into that are kept in all; beyond, each folder keeps fewer. */
    private static final int MOST_KEPT = 50_000;

    private static final int LEAST_PER_FOLDER = 2;
    private static final int PROGRESS_STEP = 500;

    private final Scope scope;
    private boolean inhabited;
    private final Predicate<String> wanted;
    private final LongConsumer progress;
    private final Map<String, Folder> folders = new HashMap<>();
    private final SortedMap<String, String> managed = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int perFolder;
    private long kept;
    private long files;
    /** Folders of files that do not count, which are there all the same. */
    private final Set<String> besides = new HashSet<>();

    private final Set<String> watched;
    private final Set<String> seen = new HashSet<>();

    private Inventory(
            Scope scope, int perFolder, Predicate<String> wanted, Set<String> watched, LongConsumer progress) {
        this.scope = scope;
        this.perFolder = perFolder;
        this.wanted = wanted;
        this.watched = watched;
        this.progress = progress;
    }

    /**
     * @param scope what to list
     * @param wanted says of a file's path whether it counts
     * @param watched paths of files of which it is to be known whether they are there
     */
    static Inventory of(
            Source source,
            Scope scope,
            int perFolder,
            Predicate<String> wanted,
            Set<String> watched,
            LongConsumer progress)
            throws IOException {
        Inventory inventory = new Inventory(scope, perFolder, wanted, watched, progress);
        if (scope.isWhole()) {
            source.list(inventory);
            inventory.inhabited = !inventory.isEmpty();
        } else {
            for (String folder : scope.folders()) {
                inventory.list(source, folder);
            }
            inventory.inhabited = !inventory.isEmpty() || inventory.isProbed(source);
        }
        progress.accept(inventory.files);
        return inventory;
    }

    private void list(Source source, String folder) {
        try {
            source.list(folder, this);
        } catch (IOException e) {
            problems.add(new Problem(folder, "the folder cannot be listed: " + e.getMessage()));
        }
    }

    /** Looks whether there is anything else, where nothing is left of all that was listed. */
    private boolean isProbed(Source source) {
        if (scope.folders().isEmpty() || !problems.isEmpty()) {
            return false;
        }
        try {
            return AnyFile.in(source).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isEmpty() {
        return folders.isEmpty() && besides.isEmpty() && managed.isEmpty();
    }

    @Override
    public void file(SourceFile file) {
        if (watched.contains(file.path())) {
            seen.add(file.path());
        }
        if (!wanted.test(file.path())) {
            besides.add(file.folder());
            return;
        }
        Folder folder = folders.get(file.folder());
        int before = folder == null ? 0 : folder.kept();
        if (folder == null) {
            folder = new Folder(file, perFolder);
            folders.put(folder.path(), folder);
        } else {
            folder.add(file, perFolder);
        }
        kept += folder.kept() - before;
        while (kept > MOST_KEPT && perFolder > LEAST_PER_FOLDER) {
            perFolder = Math.max(LEAST_PER_FOLDER, perFolder / 2);
            folders.values().forEach(each -> each.keep(perFolder));
            kept = folders.values().stream().mapToLong(Folder::kept).sum();
        }
        if (++files % PROGRESS_STEP == 0) {
            progress.accept(files);
        }
    }

    @Override
    public void managed(String folder, String format) {
        managed.put(folder, format);
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** Folder to the format of the table that it is. */
    SortedMap<String, String> managed() {
        return managed;
    }

    List<Problem> problems() {
        return problems;
    }

    long files() {
        return files;
    }

    /**
     * What is not there. Nothing is concluded from a listing with gaps, nor from a place without any file: that is rather one
     * that is not what it was, such as a disk that is not mounted. Of what was not listed nothing is known.
     */
    Absence absence() {
        if (!problems.isEmpty() || !inhabited) {
            return Absence.UNKNOWN;
        }
        NavigableSet<String> occupied = new TreeSet<>(folders.keySet());
        occupied.addAll(besides);
        occupied.addAll(managed.keySet());
        return path -> {
            String below = path.isEmpty() ? "" : path + "/";
            String next = occupied.ceiling(below);
            return scope.covers(path)
                    && !seen.contains(path)
                    && !occupied.contains(path)
                    && (next == null || !next.startsWith(below))
                    && !isManaged(path);
        };
    }

    /** The most files that are looked into of one folder. */
    int perFolder() {
        return perFolder;
    }

    /** All folders with files of their own, by path, without those of managed tables. */
    List<Folder> folders() {
        Collection<Folder> all = folders.values();
        return all.stream()
                .filter(folder -> !isManaged(folder.path()))
                .sorted(Comparator.comparing(Folder::path))
                .toList();
    }

    private boolean isManaged(String folder) {
        if (managed.containsKey("")) {
            return true;
        }
        for (int end = folder.indexOf('/'); ; end = folder.indexOf('/', end + 1)) {
            if (managed.containsKey(end < 0 ? folder : folder.substring(0, end))) {
                return true;
            }
            if (end < 0) {
                return false;
            }
        }
    }
}
