package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Clusters.Cluster;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.Evidence;
import dev.skep.inference.Form;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the tables of a source of files: lists it, groups files by their paths, looks into a sample of them, and lets what
 * they hold confirm or split the groups. A file that cannot be read is a problem of its own and never hides others.
 */
public final class TableFinder implements Finder {

    /** A folder of files that do not fit together becomes a table for each file, up to this many. */
    private static final int MOST_SINGLE_TABLES = 50;

    /** The share of files that must fit together for folders without key names to be partitions of one table. */
    private static final double ONE_TABLE = 0.7;

    /** So many of the files that were looked into are named in a plan. */
    private static final int NAMED_SAMPLES = 5;

    private final Source source;
    private final SchemaInference inference;
    private final Sampler sampler;
    private final Grouping grouping;
    private final Scope scope;

    public TableFinder(Source source, SchemaInference inference, Sampler sampler, Grouping grouping) {
        this(source, inference, sampler, grouping, Scope.WHOLE);
    }

    private TableFinder(Source source, SchemaInference inference, Sampler sampler, Grouping grouping, Scope scope) {
        this.source = source;
        this.inference = inference;
        this.sampler = sampler;
        this.grouping = grouping;
        this.scope = scope;
    }

    @Override
    public Finder within(Scope narrower) {
        return new TableFinder(source, inference, sampler, grouping, narrower);
    }

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public Found find(Memory memory, Progress progress) throws IOException {
        Inventory inventory =
                Inventory.of(source, scope, sampler.perFolder(), grouping::takes, memory.files(), progress::listed);
        try (Inspector inspector = new Inspector(source, inference, progress)) {
            Search search = new Search(inventory, inspector, memory);
            search.run();
            return search.result();
        }
    }

    /** Files that may be a table, and those of them to look into. */
    private record Task(
            Candidate candidate, Optional<PartitionedFiles> partitions, String fingerprint, long allPartitions) {
        static Task of(Candidate candidate, Optional<PartitionedFiles> partitions, String fingerprint) {
            long all =
                    partitions.map(files -> files.layout().partitions().size()).orElse(0);
            return new Task(candidate, partitions, fingerprint, all);
        }

        List<Folder> folders() {
            return partitions.map(PartitionedFiles::folders).orElse(candidate.folders());
        }
    }

    /** One run over one listing. */
    private final class Search {
        private final Inventory inventory;
        private final Inspector inspector;
        private final Memory memory;
        private final List<Problem> problems;
        private final List<FoundTable> tables = new ArrayList<>();
        private final List<String> unchanged = new ArrayList<>();
        private final Set<String> left = new HashSet<>();
        private final Set<String> unsettled = new HashSet<>();
        /** Files looked into without learning a schema; their tables are counted without them. */
        private final Set<SourceFile> barren = new HashSet<>();

        Search(Inventory inventory, Inspector inspector, Memory memory) {
            this.inventory = inventory;
            this.inspector = inspector;
            this.memory = memory;
            this.problems = new ArrayList<>(inventory.problems());
        }

        void run() throws IOException {
            inventory.managed().forEach(this::managed);
            List<Task> tasks = new ArrayList<>();
            for (Task task : grouping.declared().isPresent()
                    ? declared(grouping.declared().get())
                    : found()) {
                if (memory.holds(task.fingerprint())) {
                    unchanged.add(task.fingerprint());
                } else {
                    Optional<Task> wanted = scope.newOnly() ? onlyNew(task) : Optional.of(task);
                    wanted.ifPresent(each -> {
                        inspector.ask(sampler.choose(each.folders(), inventory.perFolder()));
                        tasks.add(each);
                    });
                }
            }
            for (Task task : tasks) {
                look(task);
            }
            if (tables.size() > grouping.mostTables()) {
                throw new IOException(tables.size() + " tables were found, more than the " + grouping.mostTables()
                        + " that are allowed, so nothing is written");
            }
        }

        /** The folders of a task that are not registered yet; none if all are. */
        private Optional<Task> onlyNew(Task task) {
            String path = task.candidate().folder();
            if (memory.classification(path).isEmpty()) {
                return Optional.of(task);
            }
            List<Folder> fresh = task.partitions().map(this::unregistered).orElse(List.of());
            List<Folder> old = new ArrayList<>(task.folders());
            old.removeAll(fresh);
            boolean same = memory.holds(fingerprint(old));
            if (!same) {
                left.add(path);
            }
            return fresh.isEmpty()
                    ? Optional.empty()
                    : task.partitions()
                            .map(files -> new Task(
                                    task.candidate(),
                                    Optional.of(files.only(fresh)),
                                    task.fingerprint(),
                                    task.allPartitions()));
        }

        private List<Task> found() {
            List<Task> tasks = new ArrayList<>();
            for (Candidate candidate : FolderTree.candidates(inventory.folders(), scope)) {
                Optional<PartitionedFiles> partitions = candidate.shape() == Candidate.Shape.PARTITIONED
                        ? Optional.of(PartitionedFiles.of(candidate, problems))
                        : Optional.empty();
                tasks.add(Task.of(candidate, partitions, fingerprint(candidate.folders())));
            }
            return tasks;
        }

        private List<Task> declared(Declaration declared) throws IOException {
            List<Task> tasks = new ArrayList<>();
            declared.tables(source.location(), inventory.folders(), problems).forEach(files -> {
                Candidate candidate = new Candidate(files.root(), Candidate.Shape.DECLARED, files.folders());
                tasks.add(Task.of(candidate, Optional.of(files), fingerprint(candidate.folders())));
            });
            return tasks;
        }

        private void look(Task task) throws IOException {
            Inspector.Seen seen = inspector.next();
            int first = tables.size();
            int clean = problems.size();
            problems.addAll(seen.problems());
            barren.addAll(seen.barren());
            switch (task.candidate().shape()) {
                case DECLARED, PARTITIONED ->
                    task.partitions().ifPresent(files -> partitioned(task.candidate(), files, seen.schemas()));
                case FOLDER -> folder(task.candidate(), seen.schemas());
                case LOOSE -> seen.schemas().forEach(this::single);
            }
            String path = task.candidate().folder();
            boolean part = isPart(path);
            if (problems.size() == clean && (!part || (scope.newOnly() && !left.contains(path)))) {
                // Otherwise the problems would not be told again.
                List<FoundTable> given = tables.subList(first, tables.size());
                long partitions = part
                        ? task.allPartitions()
                        : given.stream()
                                .mapToLong(table -> table.layout().partitions().size())
                                .sum();
                FoundTable.Mark mark = new FoundTable.Mark(task.fingerprint(), given.size(), partitions);
                given.replaceAll(table -> table.with(mark));
            }
        }

        Found result() {
            tables.sort(Comparator.comparing(FoundTable::path));
            problems.sort(Comparator.comparing(Problem::path).thenComparing(Problem::reason));
            return new Found(
                    tables, unchanged, problems, inventory.files(), inventory.absence(), scope, left, unsettled);
        }

        /** True if only some folders of what may be a table are looked at. */
        private boolean isPart(String path) {
            return !scope.covers(path)
                    || (scope.newOnly() && memory.classification(path).isPresent());
        }

        private String fingerprint(List<Folder> folders) {
            Fingerprint sum = new Fingerprint();
            folders.forEach(folder -> sum.add(folder.fingerprint()));
            sum.add(grouping.toString() + sampler);
            return sum.text();
        }

        private void partitioned(
                Candidate candidate, PartitionedFiles sorted, Map<SourceFile, InferredSchema> schemas) {
            List<Cluster> clusters = Clusters.of(sourced(schemas), true);
            boolean part = isPart(candidate.folder());
            if (part && clusters.size() != 1 && !scope.newOnly()) {
                unsettled.add(candidate.folder()); // which of them are the table, the others tell
                return;
            }
            if (clusters.isEmpty()) {
                return;
            }
            Cluster main = part ? main(candidate.folder(), clusters) : clusters.get(0);
            if (!part && candidate.isDoubtful() && main.members().size() < ONE_TABLE * schemas.size()) {
                for (Candidate each : candidate.apart()) {
                    Map<SourceFile, InferredSchema> own = new LinkedHashMap<>(schemas);
                    own.keySet().removeIf(file -> !file.folder().equals(each.folder()));
                    folder(each, own);
                }
                return;
            }
            Map<String, SourceFile> byPath = new HashMap<>();
            schemas.keySet().forEach(file -> byPath.put(file.path(), file));
            Set<SourceFile> strangers = new HashSet<>();
            for (Cluster other : clusters) {
                if (other.equals(main)) {
                    continue;
                }
                for (Sourced stranger : other.members()) {
                    Optional.ofNullable(byPath.get(stranger.source())).ifPresent(strangers::add);
                    problems.add(new Problem(
                            stranger.source(),
                            "it does not fit the other files of its table, and readers of "
                                    + "that table will trip over it: "
                                    + Clusters.obstacle(main, stranger, true).orElse("it differs")));
                }
            }
            PartitionedFiles own = sorted.without(strangers);
            String because = candidate.shape() == Candidate.Shape.DECLARED
                    ? grouping.declared().map(Declaration::because).orElse("")
                    : candidate.isDoubtful()
                            ? "its folders are called by dates or numbers, and what their files hold fits together"
                            : "it holds folders named key=value";
            add(
                    candidate.folder(),
                    false,
                    main,
                    grouping.keyTypes() == PartitionLayout.KeyTypes.INFERRED
                            ? own.layout().typed()
                            : own.layout(),
                    contents(part ? unregistered(own) : own.folders(), strangers),
                    own.extents(main.members()),
                    FoundTable.grouping(own.layout().keys().isEmpty() ? "table" : "partitioned table", because));
        }

        /** That of most files; but of files that are new in a registered table that of the table's format, if there is one. */
        private Cluster main(String path, List<Cluster> clusters) {
            Optional<String> known = memory.classification(path);
            return clusters.stream()
                    .filter(cluster ->
                            known.equals(Optional.of(cluster.merged().format().classification())))
                    .findFirst()
                    .orElse(clusters.get(0));
        }

        private List<Folder> unregistered(PartitionedFiles files) {
            return files.folders().stream()
                    .filter(folder -> !memory.holds(files.root(), files.partition(folder)))
                    .toList();
        }

        private void folder(Candidate candidate, Map<SourceFile, InferredSchema> schemas) {
            List<Cluster> clusters = Clusters.of(sourced(schemas), false);
            if (clusters.size() == 1) {
                Evidence because = FoundTable.grouping("table", "it is a folder of files that fit together");
                add(
                        candidate.folder(),
                        false,
                        clusters.get(0),
                        unpartitioned(),
                        contents(candidate.folders(), Set.of()),
                        Map.of(),
                        because);
            } else if (schemas.size() <= MOST_SINGLE_TABLES) {
                schemas.forEach(this::single);
            } else {
                problems.add(new Problem(
                        candidate.folder(),
                        "its files are of " + clusters.size() + " kinds, so it is no table; give every kind a folder"));
            }
        }

        private void single(SourceFile file, InferredSchema schema) {
            if (scope.newOnly() && memory.classification(file.path()).isPresent()) {
                left.add(file.path());
                return;
            }
            Sourced alone = new Sourced(file.path(), schema);
            Evidence because =
                    FoundTable.grouping("table of one file", "it fits no other file, or lies beside folders");
            add(
                    file.path(),
                    true,
                    new Cluster(List.of(alone), schema),
                    unpartitioned(),
                    new Contents(1, file.size()),
                    Map.of(),
                    because);
        }

        /** How many files a table has, and how large they are together. */
        private record Contents(long files, long bytes) {}

        /** All files of the folders that hold something, but those without a schema and those that do not fit. */
        private Contents contents(List<Folder> folders, Set<SourceFile> strangers) {
            Set<String> paths = folders.stream().map(Folder::path).collect(Collectors.toSet());
            List<SourceFile> out = Stream.concat(barren.stream(), strangers.stream())
                    .filter(file -> paths.contains(file.folder()))
                    .toList();
            return new Contents(
                    folders.stream().mapToLong(Folder::filled).sum() - out.size(),
                    folders.stream().mapToLong(Folder::bytes).sum()
                            - out.stream().mapToLong(SourceFile::size).sum());
        }

        private void add(
                String path,
                boolean single,
                Cluster cluster,
                PartitionLayout layout,
                Contents contents,
                Map<String, Extent> extents,
                Evidence grouping) {
            Merged merged = SchemaMerger.merge(cluster.members());
            InferredSchema schema = merged.schema();
            List<String> notes = new ArrayList<>();
            schema.evidence().stream()
                    .filter(item -> item.topic() == Evidence.Topic.WARNING)
                    .map(Evidence::because)
                    .forEach(notes::add);
            if (left.contains(path)) {
                notes.add("files in its other folders have changed, and were left, as only new folders are crawled");
            }
            List<InferredColumn> columns = readable(schema, layout, notes);
            if (columns.isEmpty()) {
                problems.add(new Problem(path, "all its columns are partition keys, so nothing is left for a table"));
                return;
            }
            FoundTable found = new FoundTable(
                    path,
                    single,
                    source.locationOf(path),
                    new Content.Files(schema),
                    columns,
                    layout,
                    new Extent(
                            contents.files(),
                            contents.bytes(),
                            rows(
                                    schema,
                                    contents.bytes(),
                                    contents.files() != cluster.members().size())),
                    decisions(grouping, cluster, contents.files(), schema),
                    notes,
                    null,
                    false,
                    extents);
            tables.add(isPart(path) ? found.asPart() : found);
        }

        private static List<Evidence> decisions(Evidence grouping, Cluster cluster, long files, InferredSchema schema) {
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
            decisions.addAll(schema.decisions());
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
        private static List<InferredColumn> readable(
                InferredSchema schema, PartitionLayout layout, List<String> notes) {
            Set<String> keys = new HashSet<>();
            layout.keys().forEach(key -> keys.add(key.name()));
            List<InferredColumn> columns = new ArrayList<>();
            for (InferredColumn column : schema.columns()) {
                if (isHidden(schema, column)) {
                    notes.add("the column " + column.label()
                            + " of the files is left out: another differs by case only, and readers ignore case");
                } else if (!keys.contains(column.name())) {
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

        /** Where readers find values by name, a column that had to be renamed would be null in every row. */
        private static boolean isHidden(InferredSchema schema, InferredColumn column) {
            return schema.form() instanceof Form.Plain
                    && !column.label().isEmpty()
                    && !column.name().equalsIgnoreCase(column.label());
        }

        private RowCount rows(InferredSchema schema, long bytes, boolean partly) {
            if (!partly || schema.bytes() == 0) {
                return schema.rows();
            }
            double scale = (double) bytes / schema.bytes();
            return new RowCount(Math.round(schema.rows().rows() * scale), false);
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
