package dev.skep.crawler.source.s3;

import dev.skep.crawler.source.FileNames;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source.Visitor;
import dev.skep.crawler.source.SourceFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One listing of all keys below a prefix.
 *
 * <p>A store hands out keys a thousand at a time, each page after the one before. To ask for many pages at once, the names
 * of folders are asked for first; they cut the keys into ranges, and each range is listed by itself.
 */
final class S3Listing {

    /** Below so few folders, the folders in them are asked for too. */
    private static final int FEW = 8;

    private static final int DEEPEST = 4;

    private final S3Store store;
    private final S3Location root;
    private final String below;
    private final Visitor visitor;
    private final int parallelism;
    private final ExecutorService workers;
    private final AtomicLong pending = new AtomicLong(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Lock telling = new ReentrantLock();
    private final Set<String> told = new HashSet<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private boolean anything;

    /** @param below the folder to list, relative to the root; empty for the root */
    S3Listing(S3Store store, S3Location root, String below, Visitor visitor, int parallelism) {
        this.store = store;
        this.root = root;
        this.below = below;
        this.visitor = visitor;
        this.parallelism = parallelism;
        this.workers = Executors.newFixedThreadPool(parallelism);
    }

    void run() throws IOException {
        try {
            // The first request is made here, so that a root that cannot be listed fails the listing.
            Folders folders = new Folders(root.prefix() + (below.isEmpty() ? "" : below + "/"), "", 0);
            folders.use(store.list(folders.prefix(), folders.after(), true));
            finished();
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the listing was stopped");
        } finally {
            workers.shutdownNow();
        }
        Throwable failed = failure.get();
        if (failed instanceof RuntimeException byVisitor) {
            throw byVisitor;
        }
        if (failed != null) {
            throw failed instanceof IOException io ? io : new IOException(String.valueOf(failed.getMessage()), failed);
        }
        if (!anything && below.isEmpty() && !root.key().isEmpty()) {
            single();
        }
    }

    /** Work for the pool, of which {@link #run} awaits the end. */
    private interface Work {
        String prefix();

        void run() throws IOException;
    }

    private void later(Work work) {
        pending.incrementAndGet();
        workers.execute(() -> {
            try {
                if (failure.get() == null) {
                    work.run();
                }
            } catch (IOException e) {
                tell(() -> visitor.problem(new Problem(
                        relative(work.prefix()).replaceFirst("/$", ""),
                        "the folder cannot be listed: " + e.getMessage())));
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                finished();
            }
        });
    }

    private void finished() {
        if (pending.decrementAndGet() == 0) {
            done.countDown();
        }
    }

    /** Looks for folders right below a prefix, behind a key. */
    private final class Folders implements Work {
        private final String prefix;
        private final String after;
        private final int depth;

        Folders(String prefix, String after, int depth) {
            this.prefix = prefix;
            this.after = after;
            this.depth = depth;
        }

        @Override
        public String prefix() {
            return prefix;
        }

        String after() {
            return after;
        }

        @Override
        public void run() throws IOException {
            use(store.list(prefix, after, true));
        }

        void use(ListObjectsV2Response page) {
            List<String> found =
                    page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            if (!more && found.size() < FEW) {
                files(page);
                for (String folder : found) {
                    later(depth < DEEPEST ? new Folders(folder, "", depth + 1) : new Keys(folder, "", ""));
                }
            } else if (found.size() < 2) {
                later(new Keys(prefix, after, ""));
            } else {
                String from = after;
                int step = Math.max(1, found.size() / parallelism);
                for (int i = step; i < found.size() - 1; i += step) {
                    later(new Keys(prefix, from, found.get(i)));
                    from = found.get(i);
                }
                String last = found.get(found.size() - 1);
                later(new Keys(prefix, from, more ? last : ""));
                if (more) {
                    later(new Folders(prefix, last, depth));
                }
            }
        }
    }

    /** Lists a range of keys: those behind {@code after}, up to but not with {@code until}, which is empty for no end. */
    private final class Keys implements Work {
        private final String prefix;
        private final String after;
        private final String until;

        Keys(String prefix, String after, String until) {
            this.prefix = prefix;
            this.after = after;
            this.until = until;
        }

        @Override
        public String prefix() {
            return prefix;
        }

        @Override
        public void run() throws IOException {
            String position = after;
            while (failure.get() == null) {
                ListObjectsV2Response page = store.list(prefix, position, false);
                List<S3Object> objects = page.contents();
                int end = objects.size();
                while (end > 0
                        && !until.isEmpty()
                        && KeyOrder.BY_BYTES.compare(objects.get(end - 1).key(), until) >= 0) {
                    end--;
                }
                files(page.toBuilder().contents(objects.subList(0, end)).build());
                if (end < objects.size() || !Boolean.TRUE.equals(page.isTruncated()) || objects.isEmpty()) {
                    return;
                }
                position = objects.get(end - 1).key();
            }
        }
    }

    private void files(ListObjectsV2Response page) {
        tell(() -> page.contents()
                .forEach(object -> file(object.key(), object.size(), object.lastModified(), object.eTag())));
    }

    private void tell(Runnable what) {
        telling.lock();
        try {
            what.run();
        } finally {
            telling.unlock();
        }
    }

    private void file(String key, long size, Instant modified, @Nullable String tag) {
        anything = true;
        String path = relative(key);
        boolean hidden = false;
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(start, end);
            String folder = start == 0 ? "" : path.substring(0, start - 1);
            if (slash >= 0 && !hidden) {
                if (name.equals("_delta_log")) {
                    manage(folder, "Delta");
                } else if (name.equals(".hoodie")) {
                    manage(folder, "Hudi");
                } else if (name.equals("metadata")
                        && path.endsWith(".metadata.json")
                        && path.indexOf('/', end + 1) < 0) {
                    manage(folder, "Iceberg");
                }
            }
            if (name.isEmpty() && slash >= 0 && !hidden) {
                hidden = true;
                if (told.add(folder + "//")) {
                    visitor.problem(
                            new Problem(folder, "a level of its keys has no name, and no engine reads such paths"));
                }
            }
            hidden |= FileNames.hidden(name);
            start = end + 1;
        }
        if (!hidden && !key.endsWith("/")) {
            visitor.file(new SourceFile(path, size, modified, tag == null ? "" : tag));
        }
    }

    private void manage(String folder, String format) {
        if (told.add(folder)) {
            visitor.managed(folder, format);
        }
    }

    private String relative(String key) {
        return key.substring(Math.min(key.length(), root.prefix().length()));
    }

    /** Nothing lies below the prefix, so it may be the key of an object. */
    private void single() throws IOException {
        try {
            HeadObjectResponse object = store.head(root.key());
            visitor.file(new SourceFile(
                    "", object.contentLength(), object.lastModified(), object.eTag() == null ? "" : object.eTag()));
        } catch (FileNotFoundException e) {
            throw new FileNotFoundException("There is no object or folder " + root);
        }
    }
}
