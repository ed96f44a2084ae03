package dev.skep.suites;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;

/** The server under test, set up as Hive's tests want theirs, and the settings of their clients. */
final class TestedServer implements AutoCloseable {
    /** Where the tests run. */
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    private static final String DEFAULT_CATALOG = "hive";
    private static final String DEFAULT_DATABASE = "default";

    private final ServerProcess server;
    private final Path warehouse;
    private final Path external;

    private TestedServer(ServerProcess server, Path warehouse, Path external) {
        this.server = server;
        this.warehouse = warehouse;
        this.external = external;
    }

    /** @param translated whether it makes external tables of managed ones, as Hive 4 does */
    static TestedServer start(boolean translated) throws IOException {
        Path root = FOLDER.resolve(translated ? "translated-warehouse" : "warehouse");
        Path warehouse = Files.createDirectories(root.resolve("managed"));
        Path external = Files.createDirectories(root.resolve("external"));
        Files.createDirectories(FOLDER.resolve("home"));
        Files.createDirectories(FOLDER.resolve("tmp"));
        List<String> options = new ArrayList<>(List.of(
                "--warehouse",
                warehouse.toString(),
                "--set",
                "warehouse.trash-dir=" + FOLDER.resolve("home/.Trash/Current"),
                "--set",
                "hive.max-partitions=100",
                "--set",
                "events.marks-retention=2s",
                "--set",
                "hive.managed-tables=" + (translated ? "translated" : "kept")));
        // Databases have two places from Hive 4 on.
        if (Boolean.getBoolean("hive-suites.external-warehouse")) {
            options.addAll(List.of("--external-warehouse", external.toString()));
        }
        return new TestedServer(
                ServerProcess.start(Files.createTempDirectory(FOLDER, "data"), options.toArray(String[]::new)),
                warehouse,
                external);
    }

    /** From now on clients talk to this one, which is emptied first. */
    void takeOver() throws IOException, TException {
        StandIns.set(server.thriftPort());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hive.metastore.uris", server.thrift().toString());
        settings.put("hive.metastore.warehouse.dir", warehouse.toString());
        settings.put("hive.metastore.warehouse.external.dir", external.toString());
        settings.put("hive.metastore.client.socket.timeout", "60s");
        settings.put("hive.metastore.execute.setugi", "false");
        settings.put("hive.metastore.client.capability.check", "false");
        settings.put("hive.in.test", "true");
        settings.put("fs.trash.interval", "30");
        settings.put("fs.trash.checkpoint.interval", "30");
        // Clients look for it on the class path, where a folder counts only if it was there from the start.
        Path site = Path.of(System.getProperty("basedir", ""), "target/test-classes/hive-site.xml");
        Files.writeString(site, xml(settings), StandardCharsets.UTF_8);
        System.setProperty("test.hms.client.configs", site.toString());
        empty();
    }

    /** Drops what a suite has left, by methods that every generation has. */
    private void empty() throws TException, IOException {
        try (TTransport socket = new TSocket("127.0.0.1", server.thriftPort())) {
            socket.open();
            ThriftHiveMetastore.Client client = new ThriftHiveMetastore.Client(new TBinaryProtocol(socket));
            for (JsonNode each : server.rest().get("/api/v1/catalogs").body().path("catalogs")) {
                String catalog = each.path("name").asText();
                for (String database : client.get_databases("@" + catalog + "#*")) {
                    empty(client, catalog, database);
                }
                if (!catalog.equals(DEFAULT_CATALOG)) {
                    server.rest().deleteCatalog(catalog);
                }
            }
        }
    }

    private static void empty(ThriftHiveMetastore.Client client, String catalog, String database) throws TException {
        boolean deleteData = true;
        if (!catalog.equals(DEFAULT_CATALOG) || !database.equals(DEFAULT_DATABASE)) {
            boolean cascade = true;
            client.drop_database("@" + catalog + "#" + database, deleteData, cascade);
            return;
        }
        for (String table : client.get_all_tables(database)) {
            client.drop_table(database, table, deleteData);
        }
        for (String function : client.get_functions(database, "*")) {
            client.drop_function(database, function);
        }
    }

    private static String xml(Map<String, String> settings) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n<configuration>\n");
        settings.forEach((name, value) -> text.append("  <property><name>")
                .append(name)
                .append("</name><value>")
                .append(value.replace("&", "&amp;").replace("<", "&lt;"))
                .append("</value></property>\n"));
        return text.append("</configuration>\n").toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
