package dev.skep.inference;

/**
 * A file format, with the Hive classes that read it.
 *
 * <p>Chosen so that Spark, Hive and Trino can all read the table. JSON lines take OpenX's SerDe, as AWS Glue's crawlers
 * write it: Trino and Athena know it, and return objects and arrays as text where a column is one; Hive needs its jar. JSON
 * in other framings takes Hive's own, which fails on it: OpenX's would make rows of it that are none. CSV with quotes is
 * read by {@link #OPEN_CSV_SERDE} instead, see {@link StorageForm}.
 */
public enum Format {
    CSV("csv", Classes.TEXT_INPUT, Classes.TEXT_OUTPUT, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"),
    /** One JSON object a line. */
    JSON_LINES("json", Classes.TEXT_INPUT, Classes.TEXT_OUTPUT, "org.openx.data.jsonserde.JsonSerDe"),
    /** JSON in any other framing: an array of objects, or objects over several lines. */
    JSON("json", Classes.TEXT_INPUT, Classes.TEXT_OUTPUT, "org.apache.hive.hcatalog.data.JsonSerDe"),
    PARQUET(
            "parquet",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"),
    ORC(
            "orc",
            "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
            "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
            "org.apache.hadoop.hive.ql.io.orc.OrcSerde"),
    AVRO(
            "avro",
            "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
            "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
            "org.apache.hadoop.hive.serde2.avro.AvroSerDe"),
    /** One log entry a line, taken apart by a regular expression; every column is a string. */
    LOG("log", Classes.TEXT_INPUT, Classes.TEXT_OUTPUT, Classes.REGEX_SERDE),
    /** Columns at fixed places of each line, taken apart by a regular expression; every column is a string. */
    FIXED("fixed", Classes.TEXT_INPUT, Classes.TEXT_OUTPUT, Classes.REGEX_SERDE),
    /** Read by a source of Spark's own, and by no class of Hive's. */
    XML("xml"),
    /** A workbook of Excel 2007 and later. */
    XLSX("xlsx"),
    /** A workbook of Excel 97 to 2003. */
    XLS("xls"),
    /** Documents as a dump of MongoDB writes them. */
    BSON("bson"),
    /** Amazon Ion, binary or text. */
    ION("ion"),
    DELTA("delta"),
    ICEBERG("iceberg"),
    HUDI("hudi");

    /** Reads quoted CSV; declares every column a string. */
    public static final String OPEN_CSV_SERDE = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

    /** Reads text with a delimiter of several characters; in Hive only. */
    public static final String MULTI_DELIMIT_SERDE = "org.apache.hadoop.hive.serde2.MultiDelimitSerDe";

    private final String classification;
    private final String inputFormat;
    private final String outputFormat;
    private final String serdeLibrary;

    Format(String classification, String inputFormat, String outputFormat, String serdeLibrary) {
        this.classification = classification;
        this.inputFormat = inputFormat;
        this.outputFormat = outputFormat;
        this.serdeLibrary = serdeLibrary;
    }

    /** A format that no engine reads by a SerDe. */
    Format(String classification) {
        this(classification, "", "", "");
    }

    /** Whether engines read files of the format as a table: by Hive's classes, or by a source of their own. */
    public boolean isTable() {
        return !serdeLibrary.isEmpty() || this == XML;
    }

    /** Value of the table property {@code classification}. */
    public String classification() {
        return classification;
    }

    public String inputFormat() {
        return inputFormat;
    }

    public String outputFormat() {
        return outputFormat;
    }

    /** The usual SerDe of the format; empty if there is none. */
    public String serdeLibrary() {
        return serdeLibrary;
    }

    private static final class Classes {
        static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
        static final String REGEX_SERDE = "org.apache.hadoop.hive.serde2.RegexSerDe";
        static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    }
}
