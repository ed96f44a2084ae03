package dev.skep.crawler.jdbc;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Drivers: those that come with Skep, and those in a folder of the user's. */
final class Drivers {

    private Drivers() {}

    /** Opens a connection that only reads. */
    static Connection connect(JdbcUrl url, JdbcAccess access) throws IOException {
        Driver driver = driver(url.dialect(), access.drivers());
        Properties properties = new Properties();
        properties.putAll(url.dialect().readOnly());
        if (access.user() != null) {
            properties.setProperty("user", access.user());
        }
        if (access.password() != null) {
            properties.setProperty("password", access.password());
        }
        try {
            Connection connection = driver.connect(
                    url.dialect().driverUrl(url.text(), driver.getClass().getName()), properties);
            if (connection == null) {
                throw new IOException("the driver " + driver.getClass().getName() + " does not know " + url.address());
            }
            return connection;
        } catch (SQLException e) {
            throw new IOException("the database " + url.address() + " cannot be reached: " + e.getMessage(), e);
        }
    }

    private static Driver driver(Dialect dialect, @Nullable Path folder) throws IOException {
        ClassLoader loader = folder == null ? Drivers.class.getClassLoader() : loader(folder);
        for (String name : dialect.drivers()) {
            try {
                return Class.forName(name, true, loader)
                        .asSubclass(Driver.class)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ClassNotFoundException e) {
                // the next one
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new IOException("the driver " + name + " does not start: " + e, e);
            }
        }
        throw new IOException("there is no driver for " + dialect.name() + "; put the jar with "
                + dialect.drivers().get(0) + " into a folder and name it with --drivers");
    }

    /** Stays open as long as the process: drivers load classes when they need them. */
    private static ClassLoader loader(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder of drivers " + folder);
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : found) {
                jars.add(jar.toUri().toURL());
            }
        }
        return new URLClassLoader(jars.toArray(URL[]::new), Drivers.class.getClassLoader());
    }
}
