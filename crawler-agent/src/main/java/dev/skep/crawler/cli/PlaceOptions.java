package dev.skep.crawler.cli;

import dev.skep.crawler.grouping.Declaration;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.PathTemplate;
import dev.skep.crawler.grouping.TableLevel;
import dev.skep.crawler.source.Glob;
import dev.skep.inference.Limits;
import dev.skep.inference.PartitionLayout.KeyTypes;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.format.FormatReader;
import dev.skep.inference.format.FormatReaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How places are reached, and what of them is wanted. */
final class PlaceOptions {

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            converter = GlobConverter.class,
            description = {
                "Leave out what lies at these paths, relative to the place: * within a level, ** across levels, ?, "
                        + "[a-z], [!a-z], {a,b}. Can be given many times."
            })
    private List<Glob> exclude = new ArrayList<>();

    @Option(
            names = "--path-template",
            paramLabel = "TEMPLATE",
            converter = TemplateConverter.class,
            description = {
                "Which folders are tables and partitions, such as {table}/{year}/{month}/*.csv or {table}/dt={day}/. What "
                        + "lies elsewhere is left out and told."
            })
    private @Nullable PathTemplate template;

    @Option(
            names = "--table-level",
            paramLabel = "N",
            converter = LevelConverter.class,
            description = {
                "Folders at this depth are tables, counted from the bucket or the root: s3://bucket is at 1, "
                        + "s3://bucket/raw and /data/lake at 2. The levels below are partition keys."
            })
    private @Nullable TableLevel level;

    @Option(
            names = "--classifier",
            paramLabel = "FILE",
            description =
                    "How files are recognized: a YAML file of documents of kind Classifier, as `skep apply` takes them. Can be "
                            + "given many times; the first that fits counts.")
    private List<String> classifiers = new ArrayList<>();

    @Option(
            names = "--partition-types",
            paramLabel = "KIND",
            defaultValue = "string",
            description =
                    "Types of partition keys: string, or inferred for int, bigint and date where all values are one "
                            + "(default: ${DEFAULT-VALUE}).")
    private KeyTypes keyTypes = KeyTypes.STRING;

    @Option(
            names = "--max-tables",
            paramLabel = "N",
            description = "Write nothing if more tables than these are found.")
    private int mostTables = Integer.MAX_VALUE;

    @ArgGroup(validate = false, heading = "Object stores:%n")
    private StoreOptions store = new StoreOptions();

    @ArgGroup(validate = false, heading = "HDFS:%n")
    private HdfsOptions hdfs = new HdfsOptions();

    @ArgGroup(validate = false, heading = "Databases:%n")
    private DatabaseOptions database = new DatabaseOptions();

    @ArgGroup(validate = false, heading = "DynamoDB, besides what object stores have:%n")
    private ItemOptions items = new ItemOptions();

    Grouping grouping() throws Failure {
        return new Grouping(exclude, declared(), keyTypes, mostTables);
    }

    private Optional<Declaration> declared() throws Failure {
        if (template != null && level != null) {
            throw new Failure(
                    Failure.USAGE,
                    "--path-template and --table-level both say which folders are tables; give one of them");
        }
        return template == null ? Optional.ofNullable(level) : Optional.of(template);
    }

    /** What recognizes files: the classifiers in their order, then what comes with the library. */
    SchemaInference inference() throws Failure {
        List<FormatReader> own = new ArrayList<>();
        for (String file : classifiers) {
            own.addAll(Definitions.readers(file));
        }
        return new SchemaInference(FormatReaders.all(own), Limits.DEFAULT);
    }

    List<Glob> exclude() {
        return exclude;
    }

    HdfsOptions hdfs() {
        return hdfs;
    }

    StoreOptions store() {
        return store;
    }

    DatabaseOptions database() {
        return database;
    }

    ItemOptions items() {
        return items;
    }

    static final class TemplateConverter implements ITypeConverter<PathTemplate> {
        @Override
        public PathTemplate convert(String text) {
            try {
                return PathTemplate.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class LevelConverter implements ITypeConverter<TableLevel> {
        @Override
        public TableLevel convert(String text) {
            if (!text.matches("[1-9]\\d{0,3}")) {
                throw new TypeConversionException("'" + text + "' is no depth; write a whole number from 1 on");
            }
            return new TableLevel(Integer.parseInt(text));
        }
    }

    static final class GlobConverter implements ITypeConverter<Glob> {
        @Override
        public Glob convert(String text) {
            try {
                return Glob.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
