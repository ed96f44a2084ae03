package dev.skep.server.front.hive;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The client that Hive 4.0 itself uses, with its configuration and its Hadoop, in a class loader of its own: so that what
 * Hadoop knows of the user is forgotten with it. As a program of its own it lists the databases.
 */
final class FullHiveClient {
    private static final Path JARS = Path.of("target", "full-hive-client");
    private static final String UGI = "org.apache.hadoop.security.UserGroupInformation";

    private final ClassLoader loader;
    private final Object configuration;

    /** @param settings as in hive-site.xml and core-site.xml */
    FullHiveClient(int port, Map<String, String> settings) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (Path folder : List.of(JARS.resolve("hive-4.0"), JARS)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path jar : files.filter(Files::isRegularFile).toList()) {
                    jars.add(url(jar));
                }
            }
        }
        loader = new URLClassLoader(jars.toArray(URL[]::new), new LoggingOnly());
        configuration = load("org.apache.hadoop.conf.Configuration")
                .getConstructor(boolean.class)
                .newInstance(false);
        set("metastore.thrift.uris", "thrift://localhost:" + port);
        set("hive.metastore.connect.retries", "1");
        set("hive.metastore.failure.retries", "0");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
        load(UGI).getMethod("setConfiguration", configuration.getClass()).invoke(null, configuration);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            settings.put(argument.substring(0, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
        }
        new FullHiveClient(Integer.parseInt(arguments[0]), settings).call("getAllDatabases");
    }

    void signIn(String principal, Path keytab) throws Exception {
        inside(() -> load(UGI)
                .getMethod("loginUserFromKeytab", String.class, String.class)
                .invoke(null, principal, keytab.toString()));
    }

    void addToken(byte[] identifier, byte[] password, String service) throws Exception {
        inside(() -> {
            Class<?> text = load("org.apache.hadoop.io.Text");
            Object token = load("org.apache.hadoop.security.token.Token")
                    .getConstructor(byte[].class, byte[].class, text, text)
                    .newInstance(identifier, password, text(text, "HIVE_DELEGATION_TOKEN"), text(text, service));
            Object user = load(UGI).getMethod("getCurrentUser").invoke(null);
            return user.getClass()
                    .getMethod("addToken", load("org.apache.hadoop.security.token.Token"))
                    .invoke(user, token);
        });
    }

    /** Opens a client, calls one method without arguments, and closes it. */
    Object call(String method) throws Exception {
        return withClient(client -> client.getClass().getMethod(method).invoke(client));
    }

    /** What the client would say of itself to a server that has not asked. */
    Object setUgi(String user) throws Exception {
        return withClient(client -> {
            Field field = client.getClass().getDeclaredField("client");
            field.setAccessible(true);
            Object thrift = field.get(client);
            Method setUgi = thrift.getClass().getMethod("set_ugi", String.class, List.class);
            return setUgi.invoke(thrift, user, List.of());
        });
    }

    private Object withClient(Action action) throws Exception {
        return inside(() -> {
            Object client = load("org.apache.hadoop.hive.metastore.HiveMetaStoreClient")
                    .getConstructor(configuration.getClass())
                    .newInstance(configuration);
            try {
                return action.on(client);
            } finally {
                client.getClass().getMethod("close").invoke(client);
            }
        });
    }

    /** Something that is done with a client. */
    private interface Action {
        Object on(Object client) throws Exception;
    }

    private void set(String key, String value) throws ReflectiveOperationException {
        configuration.getClass().getMethod("set", String.class, String.class).invoke(configuration, key, value);
    }

    private static Object text(Class<?> type, String value) throws ReflectiveOperationException {
        return type.getConstructor(String.class).newInstance(value);
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    /** Hadoop finds its services by the class loader of the thread. */
    private <T> T inside(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.call();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    /** Of our class path, Hive's classes see the log and nothing else. */
    private static final class LoggingOnly extends ClassLoader {
        LoggingOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                return FullHiveClient.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
