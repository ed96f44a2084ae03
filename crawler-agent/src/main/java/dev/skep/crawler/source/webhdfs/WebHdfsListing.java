package dev.skep.crawler.source.webhdfs;

import dev.skep.crawler.source.FileNames;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.crawler.source.webhdfs.WebHdfsStore.Entry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lists folders level by level, many folders of a level at once. What is found is told as it comes in. */
final class WebHdfsListing {
    private final WebHdfsStore store;
    private final WebHdfsLocation root;
    private final Source.Visitor visitor;
    private final Lock telling = new ReentrantLock();

    WebHdfsListing(WebHdfsStore store, WebHdfsLocation root, Source.Visitor visitor) {
        this.store = store;
        this.root = root;
        this.visitor = visitor;
    }

    /** @throws IOException if the folder itself cannot be listed */
    void run(String from, int parallelism) throws IOException {
        if (!start(from)) {
            return;
        }
        ExecutorService workers = Executors.newFixedThreadPool(parallelism);
        try {
            List<String> level = List.of(from);
            while (!level.isEmpty()) {
                List<Future<List<String>>> listed = new ArrayList<>();
                for (String folder : level) {
                    listed.add(workers.submit(() -> visit(folder)));
                }
                List<String> next = new ArrayList<>();
                for (Future<List<String>> folders : listed) {
                    next.addAll(await(folders));
                }
                level = next;
            }
        } finally {
            workers.shutdownNow();
        }
    }

    /** Whether there is a folder to list. */
    private boolean start(String from) throws IOException {
        Entry entry;
        try {
            entry = store.status(path(from));
        } catch (FileNotFoundException e) {
            if (from.isEmpty()) {
                throw new FileNotFoundException("There is no file or folder " + root);
            }
            return false;
        }
        if (entry.kind() != WebHdfsStore.Kind.FOLDER) {
            if (from.isEmpty()) {
                visitor.file(new SourceFile("", entry.size(), entry.modified()));
            }
            return false;
        }
        if (!from.isEmpty()) {
            int slash = from.lastIndexOf('/');
            String name = from.substring(slash + 1);
            managed(slash < 0 ? "" : from.substring(0, slash), name);
            return !FileNames.hidden(name);
        }
        return true;
    }

    private static List<String> await(Future<List<String>> folders) throws IOException {
        try {
            return folders.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the crawl was stopped");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Tells of the files of a folder; gives the folders in it. */
    private List<String> visit(String folder) {
        List<String> below = new ArrayList<>();
        try {
            store.list(path(folder), page -> tell(() -> page.forEach(entry -> enter(folder, entry, below))));
        } catch (IOException e) {
            tell(() -> visitor.problem(new Problem(folder, "the folder cannot be listed: " + e.getMessage())));
        }
        return below;
    }

    private void enter(String folder, Entry entry, List<String> below) {
        String name = entry.name();
        String path = folder.isEmpty() ? name : folder + "/" + name;
        switch (entry.kind()) {
            case FOLDER -> {
                managed(folder, name);
                if (!FileNames.hidden(name)) {
                    below.add(path);
                }
            }
            case FILE -> {
                iceberg(folder, name);
                if (!FileNames.hidden(name)) {
                    visitor.file(new SourceFile(path, entry.size(), entry.modified()));
                }
            }
            case LINK -> visitor.problem(new Problem(path, "it is a link, and links of HDFS are not followed"));
        }
    }

    /** Table formats keep a log beside their files; only the log knows which files still count. */
    private void managed(String folder, String name) {
        if (name.equals("_delta_log")) {
            visitor.managed(folder, "Delta");
        } else if (name.equals(".hoodie")) {
            visitor.managed(folder, "Hudi");
        }
    }

    private void iceberg(String folder, String name) {
        if (name.endsWith(".metadata.json") && (folder.equals("metadata") || folder.endsWith("/metadata"))) {
            int slash = folder.lastIndexOf('/');
            visitor.managed(slash < 0 ? "" : folder.substring(0, slash), "Iceberg");
        }
    }

    private void tell(Runnable what) {
        telling.lock();
        try {
            what.run();
        } finally {
            telling.unlock();
        }
    }

    private String path(String relative) {
        return WebHdfsSource.path(root, relative);
    }
}
