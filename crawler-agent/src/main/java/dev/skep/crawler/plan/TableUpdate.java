package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.Extent;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.plan.ChangePolicy.UpdateBehavior;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveTypeParser;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.SchemaDiff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A registered table, brought up to what its files are now.
 *
 * <p>Types only widen and columns are only added; comments, further parameters and renamed columns of files without a
 * header stay. Storage and figures are renewed only on tables that a crawl made.
 *
 * @param after the table as it should be; equal to the registered one if nothing is to be done
 * @param changes of columns and storage, as phrases; figures do not count
 * @param withheld changes that the policy does not allow; they are told every time, so the files are looked into again
 * @param obstacles why nothing can be done; empty if all is well
 */
record TableUpdate(CatalogTable after, List<String> changes, List<String> withheld, List<String> obstacles) {

    private static final String DELIMITER = "field.delim";
    private static final String HIVES_DELIMITER = "\u0001";
    private static final String ADDED = "added column ";

    static TableUpdate of(FoundTable found, CatalogTable before, Registration into) {
        UpdateBehavior behavior = into.policy().update();
        boolean adding = behavior == UpdateBehavior.ADD_COLUMNS;
        boolean exact = found.content() instanceof Content.Logged || found.content() instanceof Content.Relation;
        TableUpdate full = exact
                ? ofExact(found, before, adding)
                : ofSampled(found, before, adding, into.refreshed().isPresent());
        return switch (behavior) {
            case UPDATE, ADD_COLUMNS -> full.returned(before).marked(before);
            case LOG -> full.withheld(before).returned(before).marked(before);
        };
    }

    /** A table that is as it was is known again by every way in which it was crawled. */
    private TableUpdate marked(CatalogTable before) {
        return new TableUpdate(KnownMarks.kept(before, after), changes, withheld, obstacles);
    }

    /** Nothing but figures, if anything else would change. */
    private TableUpdate withheld(CatalogTable before) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, String> parameters = new TreeMap<>(before.parameters());
        Written.FIGURES.forEach(key -> {
            String figure = after.parameters().get(key);
            if (figure != null) {
                parameters.put(key, figure);
            }
        });
        parameters.remove(KnownMarks.PARAMETER);
        TableStatistics.renew(parameters, after.parameters());
        return new TableUpdate(before.with(parameters), List.of(), changes, obstacles);
    }

    /** A table that has files is not deprecated. */
    private TableUpdate returned(CatalogTable before) {
        if (!obstacles.isEmpty() || !Deprecation.isMarked(before.parameters())) {
            return this;
        }
        Map<String, String> parameters = new TreeMap<>(after.parameters());
        parameters.remove(Deprecation.PARAMETER);
        List<String> more = new ArrayList<>(changes);
        more.add("its files are back, so it is no longer deprecated");
        return new TableUpdate(after.with(parameters), more, withheld, obstacles);
    }

    /**
     * The same where only some partitions were looked at: figures grow by those that are new and by what came to the others, and
     * what the files were known by no longer holds. Anything else is refused.
     *
     * @param grown by how much registered partitions have grown
     */
    TableUpdate ofPart(FoundTable part, CatalogTable before, Extent grown) {
        if (!obstacles.isEmpty() || !changes.isEmpty()) {
            List<String> why = new ArrayList<>(obstacles);
            why.addAll(changes);
            why.add("only some of its partitions were looked at, which do not decide this; let it be crawled as a"
                    + " whole");
            return refused(before, why);
        }
        return new TableUpdate(
                part.files() == 0 && grown.files() == 0 && grown.bytes() == 0
                        ? before
                        : before.with(Figures.grown(before.parameters(), part, grown)),
                List.of(),
                withheld,
                List.of());
    }

    private static TableUpdate refused(CatalogTable before, List<String> obstacles) {
        return new TableUpdate(before, List.of(), List.of(), obstacles);
    }

    /** What is written where some changes are withheld: these are found again next time, and are nobody's edit. */
    private static Map<String, String> unfinished(
            CatalogTable before, Map<String, String> parameters, List<String> withheld) {
        if (withheld.isEmpty()) {
            return parameters;
        }
        Map<String, String> types = new TreeMap<>();
        before.columns().forEach(column -> types.put(column.name(), column.type()));
        Written.in(before).ifPresent(last -> types.putAll(last.columns()));
        Map<String, String> open = new TreeMap<>(parameters);
        open.remove(KnownMarks.PARAMETER);
        Written.parse(parameters.get(Written.PARAMETER))
                .ifPresent(written ->
                        open.put(Written.PARAMETER, written.withColumns(types).text()));
        return open;
    }

    /**
     * What a log or a database says of its table is all there is to say, so its columns and types replace the registered
     * ones; comments that a person wrote stay.
     */
    private static TableUpdate ofExact(FoundTable found, CatalogTable before, boolean adding) {
        List<String> obstacles = new ArrayList<>();
        format(found, before, obstacles);
        if (!obstacles.isEmpty()) {
            return refused(before, obstacles);
        }
        if (!before.parameters().containsKey(TableDefinition.CRAWLER)
                || before.parameters().containsKey("previous_metadata_location")) {
            return refused(before, List.of()); // whoever writes it keeps it up to date
        }
        List<String> changes = new ArrayList<>();
        List<String> withheld = new ArrayList<>();
        List<CatalogColumn> columns =
                adding ? moreColumns(found, before, changes, withheld) : exactColumns(found, before, changes);
        CatalogTable wanted = TableDefinition.of(found, before.name(), columns);
        return new TableUpdate(
                new CatalogTable(
                        before.name(),
                        before.kind(),
                        before.location(),
                        columns,
                        before.partitionKeys(),
                        storage(before, wanted.storage(), changes),
                        unfinished(before, parameters(before, wanted), withheld),
                        before.version()),
                changes,
                withheld,
                List.of());
    }

    /** The registered columns as they are, and those that are new. */
    private static List<CatalogColumn> moreColumns(
            FoundTable found, CatalogTable before, List<String> changes, List<String> withheld) {
        Map<String, CatalogColumn> now = new LinkedHashMap<>();
        exactColumns(found, before, withheld).forEach(column -> now.put(column.name(), column));
        before.columns().forEach(column -> now.remove(column.name()));
        withheld.removeIf(text -> text.startsWith(ADDED));
        List<CatalogColumn> columns = new ArrayList<>(before.columns());
        now.values().forEach(column -> {
            changes.add(ADDED + column.name() + " " + column.type());
            columns.add(column);
        });
        return columns;
    }

    private static List<CatalogColumn> exactColumns(FoundTable found, CatalogTable before, List<String> changes) {
        Map<String, CatalogColumn> registered = new LinkedHashMap<>();
        before.columns().forEach(column -> registered.put(column.name(), column));
        List<CatalogColumn> columns = new ArrayList<>();
        for (CatalogColumn column : TableDefinition.columns(found)) {
            CatalogColumn known = registered.remove(column.name());
            if (known == null) {
                changes.add(ADDED + column.name() + " " + column.type());
            } else if (!known.type().equals(column.type())) {
                changes.add("column " + column.name() + " is " + column.type() + ", no longer " + known.type());
            }
            String comment = known == null || known.comment() == null ? column.comment() : known.comment();
            columns.add(new CatalogColumn(column.name(), column.type(), comment));
        }
        registered.keySet().forEach(name -> changes.add("column " + name + " is no more"));
        return columns;
    }

    private static Map<String, String> parameters(CatalogTable before, CatalogTable wanted) {
        Map<String, String> found = TableStatistics.without(wanted.parameters());
        found.remove("EXTERNAL"); // a server may keep this in the kind of the table instead
        Map<String, String> merged =
                Written.merged(before.parameters(), found, Written.in(before).map(Written::parameters));
        TableStatistics.renew(merged, wanted.parameters());
        return merged;
    }

    /** @param refreshed true if somebody wants the figures of the table to be kept, whoever made it */
    private static TableUpdate ofSampled(FoundTable found, CatalogTable before, boolean adding, boolean refreshed) {
        List<String> obstacles = new ArrayList<>();
        keys(found, before, obstacles);
        format(found, before, obstacles);
        delimiter(found, before, obstacles);
        List<String> changes = new ArrayList<>();
        List<String> withheld = new ArrayList<>();
        List<CatalogColumn> columns = columns(found, before, changes, adding ? withheld : changes, adding, obstacles);
        if (!obstacles.isEmpty()) {
            return refused(before, obstacles);
        }
        boolean ours = before.parameters().containsKey(TableDefinition.CRAWLER);
        CatalogTable wanted = TableDefinition.of(found, before.name(), columns);
        boolean sameReader = Objects.equals(
                before.storage().serde().library(), wanted.storage().serde().library());
        if (ours && adding && !sameReader) {
            withheld.add("the files are read by " + wanted.storage().serde().library());
        }
        CatalogStorage storage =
                ours && (sameReader || !adding) ? storage(before, wanted.storage(), changes) : before.storage();
        Map<String, String> parameters = before.parameters();
        if (ours) {
            parameters = unfinished(before, parameters(before, wanted), withheld);
        } else if (refreshed) {
            parameters = unfinished(before, Figures.renewed(before.parameters(), wanted.parameters()), withheld);
        }
        CatalogTable after = new CatalogTable(
                before.name(),
                before.kind(),
                before.location(),
                columns,
                before.partitionKeys(),
                storage,
                parameters,
                before.version());
        return new TableUpdate(after, changes, withheld, List.of());
    }

    private static void keys(FoundTable found, CatalogTable before, List<String> obstacles) {
        List<String> now =
                found.layout().keys().stream().map(PartitionLayout.Key::name).toList();
        List<String> then =
                before.partitionKeys().stream().map(CatalogColumn::name).toList();
        if (!now.equals(then)) {
            obstacles.add("the table is partitioned by " + then + ", its folders by " + now
                    + "; drop the table if the folders are right");
        }
    }

    private static void format(FoundTable found, CatalogTable before, List<String> obstacles) {
        String now = found.content().classification();
        String then = before.parameters().get("classification");
        CatalogStorage wanted = TableDefinition.storage(found);
        boolean differs = then == null
                ? !Objects.equals(before.storage().inputFormat(), wanted.inputFormat())
                        || isOfJson(before.storage()) != isOfJson(wanted)
                : !then.equals(now);
        if (differs) {
            obstacles.add("the table is registered as "
                    + (then == null ? before.storage().inputFormat() : then) + " and its files are " + now
                    + "; drop the table if the files are right");
        }
    }

    private static List<CatalogColumn> columns(
            FoundTable found,
            CatalogTable before,
            List<String> changes,
            List<String> widenings,
            boolean adding,
            List<String> obstacles) {
        Map<String, HiveType> registered = new LinkedHashMap<>();
        before.columns().forEach(column -> registered.put(column.name(), HiveTypeParser.parse(column.type())));
        Map<String, HiveType> now = foundTypes(found, before);
        Written.in(before).ifPresent(last -> keepEdits(registered, now, last.columns()));
        SchemaDiff diff = SchemaDiff.between(registered, now);
        Map<String, HiveType> widened = new LinkedHashMap<>();
        List<CatalogColumn> added = new ArrayList<>();
        for (SchemaDiff.Change change : diff.changes()) {
            if (change instanceof SchemaDiff.Added more) {
                changes.add(change.text());
                added.add(new CatalogColumn(more.column(), more.type().text(), null));
            } else if (change instanceof SchemaDiff.Widened wider) {
                widenings.add(change.text());
                if (!adding) {
                    widened.put(wider.column(), wider.joined());
                }
            } else if (change instanceof SchemaDiff.Changed) {
                obstacles.add("the column " + change.text() + "; alter the table by hand if the files are right");
            }
        }
        List<CatalogColumn> columns = new ArrayList<>();
        for (CatalogColumn column : before.columns()) {
            HiveType wider = widened.get(column.name());
            columns.add(wider == null ? column : new CatalogColumn(column.name(), wider.text(), column.comment()));
        }
        columns.addAll(added);
        positions(found, before, columns, obstacles);
        return columns;
    }

    /** The one input format of text serves rows of JSON too. */
    private static boolean isOfJson(CatalogStorage storage) {
        String library = storage.serde().library();
        return library != null && library.toLowerCase(Locale.ROOT).contains("json");
    }

    /** A table that a person made is read as the person said. */
    private static void delimiter(FoundTable found, CatalogTable before, List<String> obstacles) {
        CatalogStorage.Serde then = before.storage().serde();
        CatalogStorage.Serde now = TableDefinition.storage(found).serde();
        if (before.parameters().containsKey(TableDefinition.CRAWLER)
                || found.content().dialect().isEmpty()
                || !Objects.equals(then.library(), now.library())
                || !now.parameters().containsKey(DELIMITER)) {
            return;
        }
        String reads = then.parameters().getOrDefault(DELIMITER, HIVES_DELIMITER);
        String has = now.parameters().getOrDefault(DELIMITER, HIVES_DELIMITER);
        if (!reads.equals(has)) {
            obstacles.add("the table is read with the delimiter " + shown(reads) + ", and its files have " + shown(has)
                    + "; alter the table by hand if the files are right");
        }
    }

    private static String shown(String delimiter) {
        return delimiter.chars().anyMatch(Character::isISOControl)
                ? delimiter.chars().mapToObj(c -> String.format("\\u%04x", c)).collect(Collectors.joining())
                : "'" + delimiter + "'";
    }

    /** Where files say what they said last time, what a person made of it stays: another type, or no column at all. */
    private static void keepEdits(
            Map<String, HiveType> registered, Map<String, HiveType> now, Map<String, String> last) {
        now.entrySet().removeIf(column -> {
            boolean same = column.getValue().text().equals(last.get(column.getKey()));
            return same && !registered.containsKey(column.getKey());
        });
        now.replaceAll((name, type) -> {
            HiveType edited = registered.get(name);
            return edited != null && type.text().equals(last.get(name)) ? edited : type;
        });
    }

    /** Columns found, under the names a person gave them where the files themselves name nothing. */
    private static Map<String, HiveType> foundTypes(FoundTable found, CatalogTable before) {
        boolean nameless =
                found.content().dialect().filter(dialect -> !dialect.header()).isPresent();
        Set<String> taken = new HashSet<>();
        before.columns().forEach(column -> taken.add(column.name()));
        Map<String, HiveType> types = new LinkedHashMap<>();
        for (int i = 0; i < found.columns().size(); i++) {
            InferredColumn column = found.columns().get(i);
            boolean renamed = nameless && i < before.columns().size();
            types.put(renamed ? before.columns().get(i).name() : column.name(), column.type());
        }
        return types;
    }

    private static void positions(
            FoundTable found, CatalogTable before, List<CatalogColumn> columns, List<String> obstacles) {
        if (found.content().dialect().isEmpty()) {
            return;
        }
        int position = 0;
        for (String name : foundTypes(found, before).keySet()) {
            if (!columns.get(position).name().equals(name)) {
                obstacles.add("column " + (position + 1) + " of the files is " + name + ", that of the table is "
                        + columns.get(position).name() + ", and delimited text is read by position");
                return;
            }
            position++;
        }
    }

    private static CatalogStorage storage(CatalogTable table, CatalogStorage wanted, List<String> changes) {
        CatalogStorage before = table.storage();
        Optional<Written> last = Written.in(table);
        if (last.isPresent() && last.get().hasOtherClasses(before)) {
            return before; // a person had reasons to read the files in another way, and settings go with the way
        }
        CatalogStorage after = new CatalogStorage(
                wanted.inputFormat(),
                wanted.outputFormat(),
                new CatalogStorage.Serde(
                        before.serde().name(),
                        wanted.serde().library(),
                        Written.merged(
                                before.serde().parameters(), wanted.serde().parameters(), last.map(Written::storage))),
                before.compressed());
        if (!after.equals(before)) {
            changes.add(
                    Objects.equals(before.serde().library(), wanted.serde().library())
                            ? "the files are read with other settings"
                            : "the files are read by " + wanted.serde().library());
        }
        return after;
    }
}
