package dev.skep.server.front.hive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Thrift client that one release of Hive published, with the Thrift library it was made with, apart from ours. The
 * build of the wire records copies its jars.
 */
public final class PublishedClient implements AutoCloseable {
    /** Fuzz tests run in another folder than the module's. */
    private static final Path JARS = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../thrift-idl/hive-api/target/published")
            .normalize();

    private static final String API = "org.apache.hadoop.hive.metastore.api.";
    private static final String THRIFT = "org.apache.thrift.";

    /** Asking a class for its methods copies all of them. */
    private static final ClassValue<Map<String, List<Method>>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, List<Method>> computeValue(Class<?> type) {
            return Arrays.stream(type.getMethods()).collect(Collectors.groupingBy(Method::getName));
        }
    };

    private final Library library;
    private final Object transport;
    private final Object client;

    /** How a client may be told to speak. */
    enum Form {
        BINARY,
        FRAMED_BINARY,
        COMPACT,
        FRAMED_COMPACT
    }

    /** The classes of a release, loaded once for all tests: that takes longer than most of these. */
    public static final class Library {
        private static final Map<List<String>, Library> LOADED = new ConcurrentHashMap<>();

        private final String release;
        private final ClassLoader loader;

        private Library(List<String> folders) {
            this.release = folders.get(0);
            URL[] jars = folders.stream().flatMap(Library::jars).toArray(URL[]::new);
            this.loader = new URLClassLoader(jars, new LoggingAndJackson());
        }

        /**
         * @param release as the build calls it, such as {@code hive-4.0}
         * @param more folders of further jars, where there are any, beside those of the releases or as absolute paths
         */
        public static Library of(String release, String... more) {
            List<String> folders =
                    Stream.concat(Stream.of(release), Stream.of(more)).toList();
            return LOADED.computeIfAbsent(folders, Library::new);
        }

        private static Stream<URL> jars(String folder) {
            try (Stream<Path> files = Files.list(JARS.resolve(folder))) {
                return files.filter(Files::isRegularFile).map(Library::url).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException("The build copies the published jars", e);
            }
        }

        /** The names of all methods of the service, those of its base service too. */
        public Set<String> methods() throws ClassNotFoundException {
            Set<String> names = new TreeSet<>();
            for (Method method : load(API + "ThriftHiveMetastore$Iface").getMethods()) {
                names.add(method.getName());
            }
            return names;
        }

        public Class<?> load(String name) throws ClassNotFoundException {
            return Class.forName(name, true, loader);
        }

        /** A struct with some fields set. */
        public Object struct(String name, Map<String, ?> fields) throws ReflectiveOperationException {
            Object struct = load(API + name).getConstructor().newInstance();
            for (Map.Entry<String, ?> field : fields.entrySet()) {
                invoke(struct, "set" + capitalized(field.getKey()), field.getValue());
            }
            return struct;
        }

        Object constant(String enumeration, String name) throws ReflectiveOperationException {
            return load(API + enumeration).getField(name).get(null);
        }

        public ClassLoader loader() {
            return loader;
        }

        private static URL url(Path jar) {
            try {
                return jar.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return release;
        }
    }

    /** What lies between a client and its socket. */
    interface Layers {
        /** @return a transport of the library, opened or not */
        Object to(Library library, int port) throws ReflectiveOperationException;
    }

    PublishedClient(Library library, Form form, int port) throws ReflectiveOperationException {
        this(library, form, socket(library, port));
    }

    PublishedClient(Library library, int port, Layers layers) throws ReflectiveOperationException {
        this(library, Form.BINARY, layers.to(library, port));
    }

    private PublishedClient(Library library, Form form, Object socket) throws ReflectiveOperationException {
        this.library = library;
        boolean framed = form == Form.FRAMED_BINARY || form == Form.FRAMED_COMPACT;
        transport = framed ? construct(framedTransport(), "transport.TTransport", socket) : socket;
        String protocol = form == Form.BINARY || form == Form.FRAMED_BINARY ? "TBinaryProtocol" : "TCompactProtocol";
        Object wire = construct(library.load(THRIFT + "protocol." + protocol), "transport.TTransport", transport);
        client = construct(library.load(API + "ThriftHiveMetastore$Client"), "protocol.TProtocol", wire);
        if (invoke(transport, "isOpen").equals(false)) {
            invoke(transport, "open");
        }
    }

    /** As the build calls it, such as {@code hive-4.0}. */
    String release() {
        return library.toString();
    }

    static Object socket(Library library, int port) throws ReflectiveOperationException {
        return library.load(THRIFT + "transport.TSocket")
                .getConstructor(String.class, int.class)
                .newInstance("127.0.0.1", port);
    }

    /** A struct with some fields set. */
    Object struct(String name, Map<String, ?> fields) throws ReflectiveOperationException {
        return library.struct(name, fields);
    }

    Object constant(String enumeration, String name) throws ReflectiveOperationException {
        return library.constant(enumeration, name);
    }

    /** @throws RemoteFailure whatever the client throws, by its simple name */
    Object call(String method, Object... arguments) throws ReflectiveOperationException {
        return invoke(client, method, arguments);
    }

    /** @throws RemoteFailure whatever the client throws, by its simple name */
    @Nullable Object call(Method method, @Nullable Object... arguments) throws ReflectiveOperationException {
        try {
            return client.getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw new RemoteFailure(e.getCause());
        }
    }

    public static Object get(Object struct, String field) throws ReflectiveOperationException {
        return invoke(struct, "get" + capitalized(field));
    }

    /** A flag; its getter is called differently. */
    static Object is(Object struct, String field) throws ReflectiveOperationException {
        return invoke(struct, "is" + capitalized(field));
    }

    static void set(Object struct, String field, Object value) throws ReflectiveOperationException {
        invoke(struct, "set" + capitalized(field), value);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        invoke(transport, "close");
    }

    /** An exception of the published classes, as far as tests look at it. */
    static final class RemoteFailure extends RuntimeException {
        final String type;

        RemoteFailure(Throwable cause) {
            super(cause.getMessage(), cause);
            this.type = cause.getClass().getSimpleName();
        }
    }

    private Class<?> framedTransport() throws ClassNotFoundException {
        try {
            return library.load(THRIFT + "transport.layered.TFramedTransport");
        } catch (ClassNotFoundException e) {
            return library.load(THRIFT + "transport.TFramedTransport");
        }
    }

    private Object construct(Class<?> type, String parameter, Object argument) throws ReflectiveOperationException {
        return type.getConstructor(library.load(THRIFT + parameter)).newInstance(argument);
    }

    /** @throws RemoteFailure whatever is thrown, by its simple name */
    static Object invoke(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Method method : METHODS.get(target.getClass()).getOrDefault(name, List.of())) {
            if (accepts(method.getParameterTypes(), arguments)) {
                try {
                    return method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                    throw new RemoteFailure(e.getCause());
                }
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name + Arrays.asList(arguments));
    }

    private static boolean accepts(Class<?>[] types, Object[] arguments) {
        boolean accepted = types.length == arguments.length;
        for (int i = 0; accepted && i < types.length; i++) {
            accepted = arguments[i] == null || types[i].isPrimitive() || types[i].isInstance(arguments[i]);
        }
        return accepted;
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }

    /** Of our class path, the published classes see the log and Jackson, and nothing else. */
    private static final class LoggingAndJackson extends ClassLoader {
        LoggingAndJackson() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.") || name.startsWith("com.fasterxml.jackson.")) {
                return PublishedClient.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
