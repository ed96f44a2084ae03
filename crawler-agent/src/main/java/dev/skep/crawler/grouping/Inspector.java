package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Finder.Progress;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks into files, several at once and some way ahead of who asks. What is found comes in the order in which it was asked
 * for, however the files were read.
 */
final class Inspector implements AutoCloseable {

    /** So many batches of work may wait for who asks. */
    private static final int AHEAD = 8;

    private final Source source;
    private final SchemaInference inference;
    private final ExecutorService workers;
    private final int ahead;
    private final Deque<List<SourceFile>> asked = new ArrayDeque<>();
    private final Deque<List<Future<Look>>> running = new ArrayDeque<>();
    private final Progress progress;
    private long all;
    private long done;
    private long waiting;

    Inspector(Source source, SchemaInference inference, Progress progress) {
        this.source = source;
        this.inference = inference;
        this.progress = progress;
        this.workers = Executors.newFixedThreadPool(source.parallelism());
        this.ahead = source.parallelism() * AHEAD;
    }

    /** What was seen in one file. */
    private record Look(Optional<InferredSchema> schema, Optional<Problem> problem) {}

    /** Files whose schemas will be asked for after all that were named before. */
    void ask(List<SourceFile> files) {
        all += files.size();
        asked.add(files);
    }

    /** What was seen in the next files: schemas, files that gave none, and why. */
    record Seen(Map<SourceFile, InferredSchema> schemas, List<SourceFile> barren, List<Problem> problems) {}

    /** @throws IOException if the work was stopped */
    Seen next() throws IOException {
        start();
        List<SourceFile> files = asked.remove();
        List<Future<Look>> looks = running.remove();
        Seen seen = new Seen(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < files.size(); i++) {
            SourceFile file = files.get(i);
            Look look = await(looks.get(i));
            look.schema()
                    .ifPresentOrElse(
                            schema -> seen.schemas().put(file, schema),
                            () -> seen.barren().add(file));
            look.problem().ifPresent(seen.problems()::add);
            progress.sampled(++done, all);
        }
        waiting -= files.size();
        return seen;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** At least the next batch, and more until enough is under way. */
    private void start() {
        int index = 0;
        for (List<SourceFile> files : asked) {
            if (index++ < running.size()) {
                continue;
            }
            if (index > 1 && waiting > ahead) {
                return;
            }
            List<Future<Look>> looks = new ArrayList<>(files.size());
            files.forEach(file -> looks.add(workers.submit(() -> look(file))));
            running.add(looks);
            waiting += files.size();
        }
    }

    private static Look await(Future<Look> look) throws IOException {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the crawl was stopped");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Look look(SourceFile file) {
        try {
            Inference answer = inference.infer(source.open(file));
            if (answer instanceof Inferred inferred) {
                InferredSchema schema = inferred.schema();
                String format = schema.format().classification();
                if (!schema.format().isTable()) {
                    return nothing(file, "it is " + format + ", which no engine reads as files of a table");
                }
                return schema.obstacle()
                        .map(because ->
                                nothing(file, "it is " + format + " that no engine reads as a table: " + because))
                        .orElseGet(() -> new Look(Optional.of(schema), Optional.empty()));
            }
            return answer instanceof Unreadable unreadable
                    ? nothing(file, unreadable.detail())
                    : new Look(Optional.empty(), Optional.empty());
        } catch (IOException e) {
            return nothing(file, String.valueOf(e.getMessage()));
        }
    }

    private static Look nothing(SourceFile file, String reason) {
        return new Look(Optional.empty(), Optional.of(new Problem(file.path(), reason)));
    }
}
