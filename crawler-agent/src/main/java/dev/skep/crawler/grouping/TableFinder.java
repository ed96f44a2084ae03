package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Clusters.Cluster;
import dev.skep.crawler.source.Listing;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.Evidence;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.RowCount;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.SchemaMerger;
import dev.skep.inference.SchemaMerger.Merged;
import dev.skep.inference.SchemaMerger.Sourced;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the tables of a source: lists it, groups files by their paths, looks into a sample of them, and lets what they
 * hold confirm or split the groups. A file that cannot be read is a problem of its own and never hides others.
 */
public final class TableFinder {

    /** A folder of files that do not fit together becomes a table for each file, up to this many. */
    private static final int MOST_SINGLE_TABLES = 50;

    /** The share of files that must fit together for folders without key names to be partitions of one table. */
    private static final double ONE_TABLE = 0.7;

    /** So many of the files that were looked into are named in a plan. */
    private static final int NAMED_SAMPLES = 5;

    private final Source source;
    private final SchemaInference inference;
    private final Sampler sampler;

    public TableFinder(Source source, SchemaInference inference, Sampler sampler) {
        this.source = source;
        this.inference = inference;
        this.sampler = sampler;
    }

    /** Told how far the work is. */
    public interface Progress {
        void listed(long files);

        void sampled(long done, long all);
    }

    /** The tables, ordered by path, and what stands in the way of finding more. */
    public record Found(List<FoundTable> tables, List<Problem> problems, long files) {
        public Found {
            tables = List.copyOf(tables);
            problems = List.copyOf(problems);
        }
    }

    /** @throws IOException if the source itself cannot be listed */
    public Found find(Progress progress) throws IOException {
        Listing listing = source.list(progress::listed);
        Search search = new Search(listing, progress);
        search.run();
        return search.found();
    }

    /** One run over one listing. */
    private final class Search {
        private final Listing listing;
        private final Progress progress;
        private final List<Problem> problems;
        private final List<FoundTable> tables = new ArrayList<>();
        /** Files looked into without learning a schema; their tables are counted without them. */
        private final Set<SourceFile> barren = new HashSet<>();

        private long sampled;
        private long toSample;

        Search(Listing listing, Progress progress) {
            this.listing = listing;
            this.progress = progress;
            this.problems = new ArrayList<>(listing.problems());
        }

        void run() {
            listing.managed().forEach(this::managed);
            List<SourceFile> plain =
                    listing.files().stream().filter(file -> !managed(file)).toList();
            Map<Candidate, List<SourceFile>> samples = new LinkedHashMap<>();
            for (Candidate candidate : FolderTree.candidates(plain)) {
                List<SourceFile> chosen = sampler.choose(candidate.files());
                samples.put(candidate, chosen);
                toSample += chosen.size();
            }
            samples.forEach((candidate, chosen) -> {
                switch (candidate.shape()) {
                    case PARTITIONED -> partitioned(candidate, chosen);
                    case FOLDER -> folder(candidate, infer(chosen));
                    case LOOSE -> infer(chosen).forEach(this::single);
                }
            });
        }

        Found found() {
            tables.sort(Comparator.comparing(FoundTable::path));
            problems.sort(Comparator.comparing(Problem::path));
            return new Found(tables, problems, listing.files().size());
        }

        private boolean managed(SourceFile file) {
            return listing.managed().keySet().stream()
                    .anyMatch(folder -> folder.isEmpty() || file.path().startsWith(folder + "/"));
        }

        private void partitioned(Candidate candidate, List<SourceFile> chosen) {
            PartitionedFiles sorted = PartitionedFiles.of(candidate, problems);
            Set<SourceFile> kept = new HashSet<>(sorted.files());
            Map<SourceFile, InferredSchema> schemas =
                    infer(chosen.stream().filter(kept::contains).toList());
            List<Cluster> clusters = Clusters.of(sourced(schemas), true);
            if (clusters.isEmpty()) {
                return;
            }
            Cluster main = clusters.get(0);
            if (candidate.isDoubtful() && main.members().size() < ONE_TABLE * schemas.size()) {
                for (Candidate each : candidate.apart()) {
                    Map<SourceFile, InferredSchema> own = new LinkedHashMap<>(schemas);
                    own.keySet().retainAll(each.files());
                    folder(each, own);
                }
                return;
            }
            Set<String> strangers = new HashSet<>();
            for (Cluster other : clusters.subList(1, clusters.size())) {
                for (Sourced stranger : other.members()) {
                    strangers.add(stranger.source());
                    problems.add(new Problem(
                            stranger.source(),
                            "it does not fit the other files of its table, and readers of "
                                    + "that table will trip over it: "
                                    + Clusters.obstacle(main, stranger, true).orElse("it differs")));
                }
            }
            List<SourceFile> own = sorted.files().stream()
                    .filter(file -> !strangers.contains(file.path()))
                    .toList();
            PartitionLayout layout = sorted.of(own).layout();
            String because = candidate.isDoubtful()
                    ? "its folders are called by dates or numbers, and what their files hold fits together"
                    : "it holds folders named key=value";
            add(candidate.folder(), false, main, layout, own, FoundTable.grouping("partitioned table", because));
        }

        private void folder(Candidate candidate, Map<SourceFile, InferredSchema> schemas) {
            List<Cluster> clusters = Clusters.of(sourced(schemas), false);
            if (clusters.size() == 1) {
                Evidence because = FoundTable.grouping("table", "it is a folder of files that fit together");
                add(candidate.folder(), false, clusters.get(0), unpartitioned(), candidate.files(), because);
            } else if (schemas.size() <= MOST_SINGLE_TABLES) {
                schemas.forEach(this::single);
            } else {
                problems.add(new Problem(
                        candidate.folder(),
                        "its files are of " + clusters.size() + " kinds, so it is no table; give every kind a folder"));
            }
        }

        private void single(SourceFile file, InferredSchema schema) {
            Sourced alone = new Sourced(file.path(), schema);
            Evidence because =
                    FoundTable.grouping("table of one file", "it fits no other file, or lies beside folders");
            add(file.path(), true, new Cluster(List.of(alone), schema), unpartitioned(), List.of(file), because);
        }

        private void add(
                String path,
                boolean single,
                Cluster cluster,
                PartitionLayout layout,
                List<SourceFile> files,
                Evidence grouping) {
            Merged merged = SchemaMerger.merge(cluster.members());
            InferredSchema schema = merged.schema();
            List<String> notes = new ArrayList<>();
            schema.evidence().stream()
                    .filter(item -> item.topic() == Evidence.Topic.WARNING)
                    .map(Evidence::because)
                    .forEach(notes::add);
            List<InferredColumn> columns = withoutKeys(schema, layout, notes);
            if (columns.isEmpty()) {
                problems.add(new Problem(path, "all its columns are partition keys, so nothing is left for a table"));
                return;
            }
            List<SourceFile> fertile = files.stream()
                    .filter(file -> file.size() > 0 && !barren.contains(file))
                    .toList();
            long bytes = fertile.stream().mapToLong(SourceFile::size).sum();
            tables.add(new FoundTable(
                    path,
                    single,
                    source.locationOf(path),
                    schema,
                    columns,
                    layout,
                    fertile.size(),
                    bytes,
                    rows(schema, bytes, fertile.size() > cluster.members().size()),
                    decisions(grouping, cluster, fertile.size(), schema),
                    notes));
        }

        private static List<Evidence> decisions(Evidence grouping, Cluster cluster, int files, InferredSchema schema) {
            List<Evidence> decisions = new ArrayList<>();
            decisions.add(grouping);
            List<String> sampled =
                    cluster.members().stream().map(Sourced::source).toList();
            String named = String.join(", ", sampled.subList(0, Math.min(sampled.size(), NAMED_SAMPLES)));
            String more = sampled.size() > NAMED_SAMPLES ? ", …" : "";
            decisions.add(new Evidence(
                    Evidence.Topic.SAMPLE,
                    "",
                    sampled.size() + " of " + files + " files",
                    1,
                    "these were looked into: " + named + more));
            decisions.addAll(schema.evidence());
            return decisions;
        }

        /** A table with a log of its own is what its log says. */
        private void managed(String folder, String format) {
            try {
                Inference answer = inference.infer(source.folder(folder));
                if (answer instanceof Inferred inferred) {
                    tables.add(LoggedTable.of(folder, source.locationOf(folder), inferred.schema()));
                } else if (answer instanceof Unreadable unreadable) {
                    problems.add(new Problem(folder, "it is a table in " + format + " format: " + unreadable.detail()));
                } else {
                    problems.add(new Problem(folder, "it is a table in " + format + " format without columns"));
                }
            } catch (IOException e) {
                problems.add(new Problem(folder, String.valueOf(e.getMessage())));
            }
        }

        /** Engines refuse a column that is also a key; which of both is dropped depends on how the files are read. */
        private List<InferredColumn> withoutKeys(InferredSchema schema, PartitionLayout layout, List<String> notes) {
            Set<String> keys = new HashSet<>();
            layout.keys().forEach(key -> keys.add(key.name()));
            List<InferredColumn> columns = new ArrayList<>();
            for (InferredColumn column : schema.columns()) {
                if (!keys.contains(column.name())) {
                    columns.add(column);
                } else if (schema.dialect() == null) {
                    notes.add("the column " + column.name() + " of the files is left out: it is a partition key");
                } else {
                    String other = "file_" + column.name();
                    notes.add("the column " + column.name() + " of the files is called " + other
                            + ", as it is also a partition key");
                    columns.add(new InferredColumn(
                            other,
                            column.label(),
                            column.valueType(),
                            column.type(),
                            column.nullable(),
                            column.reason()));
                }
            }
            return columns;
        }

        private RowCount rows(InferredSchema schema, long bytes, boolean partly) {
            if (!partly || schema.bytes() == 0) {
                return schema.rows();
            }
            double scale = (double) bytes / schema.bytes();
            return new RowCount(Math.round(schema.rows().rows() * scale), false);
        }

        private Map<SourceFile, InferredSchema> infer(List<SourceFile> chosen) {
            Map<SourceFile, InferredSchema> schemas = new LinkedHashMap<>();
            for (SourceFile file : chosen) {
                infer(file).ifPresentOrElse(schema -> schemas.put(file, schema), () -> barren.add(file));
                progress.sampled(++sampled, toSample);
            }
            return schemas;
        }

        private Optional<InferredSchema> infer(SourceFile file) {
            try {
                Inference answer = inference.infer(source.open(file));
                if (answer instanceof Inferred inferred
                        && inferred.schema().format().isTable()) {
                    return Optional.of(inferred.schema());
                }
                if (answer instanceof Inferred inferred) {
                    String format = inferred.schema().format().classification();
                    problems.add(new Problem(
                            file.path(), "it is " + format + ", which no engine reads as files of a table"));
                }
                if (answer instanceof Unreadable unreadable) {
                    problems.add(new Problem(file.path(), unreadable.detail()));
                }
            } catch (IOException e) {
                problems.add(new Problem(file.path(), String.valueOf(e.getMessage())));
            }
            return Optional.empty();
        }

        private List<Sourced> sourced(Map<SourceFile, InferredSchema> schemas) {
            return schemas.entrySet().stream()
                    .map(entry -> new Sourced(entry.getKey().path(), entry.getValue()))
                    .sorted(Comparator.comparing(Sourced::source))
                    .toList();
        }

        private PartitionLayout unpartitioned() {
            return new PartitionLayout(List.of(), Map.of());
        }
    }
}
