package dev.skep.inference.accuracy;

import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DuckDB: its sniffer of delimited text, its readers of JSON and Parquet. It goes by the name of a file. */
final class DuckDbEngine implements Engine {

    private final Connection connection;

    DuckDbEngine() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("set threads = 1");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public boolean knows(String category) {
        return category.startsWith("csv")
                || category.equals("json")
                || category.equals("parquet")
                || category.equals("compressed");
    }

    @Override
    public FileReport answer(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        try {
            if (name.contains(".json")) {
                boolean lines = name.contains(".jsonl");
                return described(file, lines ? "jsonl" : "json", "read_json_auto(?)");
            }
            return name.endsWith(".parquet") ? described(file, "parquet", "read_parquet(?)") : sniffed(file);
        } catch (SQLException e) {
            return FileReport.failed(file.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static String compression(Path file) {
        String name = file.toString();
        return name.endsWith(".gz") ? "gzip" : name.endsWith(".zst") ? "zstd" : "none";
    }

    private FileReport described(Path file, String format, String reader) throws SQLException {
        List<FileReport.Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("describe select * from "
                        + reader.replace("?", "'" + file.toString().replace("'", "''") + "'"))) {
            while (rows.next()) {
                columns.add(new FileReport.Column(rows.getString(1), DuckDbTypes.hive(rows.getString(2)), true));
            }
        }
        return report(file, format, null, null, null, columns);
    }

    private FileReport sniffed(Path file) throws SQLException {
        String sql = "select Delimiter, Quote, HasHeader, Columns from sniff_csv(?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, file.toString());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                List<FileReport.Column> columns = new ArrayList<>();
                Array list = rows.getArray(4);
                for (Object each : (Object[]) list.getArray()) {
                    Object[] parts = ((Struct) each).getAttributes();
                    columns.add(new FileReport.Column(
                            String.valueOf(parts[0]), DuckDbTypes.hive(String.valueOf(parts[1])), true));
                }
                String quote = rows.getString(2);
                return report(
                        file,
                        "csv",
                        rows.getString(1),
                        quote == null || quote.equals("(empty)") ? null : quote,
                        rows.getBoolean(3),
                        columns);
            }
        }
    }

    private static FileReport report(
            Path file,
            String format,
            @Nullable String delimiter,
            @Nullable String quote,
            @Nullable Boolean header,
            List<FileReport.Column> columns) {
        return new FileReport(
                file.toString(),
                format,
                compression(file),
                null,
                delimiter,
                quote,
                null,
                header,
                null,
                null,
                columns,
                null,
                1,
                List.of(),
                List.of(),
                null);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
