package dev.skep.hive.api;

import dev.skep.thrift.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The wire classes that one release of Hive published, with the Thrift library they were made with, apart from ours.
 * Values go in and out as bytes only; everything else is reflection.
 */
final class Published {
    private static final String API = "org.apache.hadoop.hive.metastore.api.";
    private static final String FB303 = "com.facebook.fb303.";
    private static final List<String> SERVICES = List.of(API + "ThriftHiveMetastore$", FB303 + "FacebookService$");

    private static final String ARGUMENTS = "_args";

    private static final Map<Call, Method> METHODS = new ConcurrentHashMap<>();

    static final Published HIVE_2_3 = new Published("hive-2.3", Generation.HIVE_2);
    static final Published HIVE_3_1 = new Published("hive-3.1", Generation.HIVE_3);
    static final Published HIVE_4_0 = new Published("hive-4.0", Generation.HIVE_4);
    static final Published HIVE_4_1 = new Published("hive-4.1", Generation.HIVE_4_1);

    final Generation generation;
    private final String name;
    private final ClassLoader loader;
    private final List<String> classNames;
    private final Map<String, Class<?>> structs = new TreeMap<>();
    private final Map<String, Class<?>> enums = new TreeMap<>();
    private final Map<Class<?>, Map<Integer, PublishedField>> fields = new ConcurrentHashMap<>();

    private Published(String folder, Generation generation) {
        this.name = folder;
        this.generation = generation;
        List<Path> jars = jars(Path.of("target", "published", folder));
        this.loader = new URLClassLoader(jars.stream().map(Published::url).toArray(URL[]::new), new LoggingOnly());
        this.classNames =
                jars.stream().flatMap(jar -> classNames(jar).stream()).sorted().toList();
        for (String name : classNames) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (!simple.contains("$") && (name.startsWith(API) || name.startsWith(FB303))) {
                Class<?> type = load(name);
                if (isThriftStruct(type)) {
                    structs.put(simple, type);
                } else if (type.isEnum()) {
                    enums.put(simple, type);
                }
            }
        }
    }

    static List<Published> all() {
        return List.of(HIVE_2_3, HIVE_3_1, HIVE_4_0, HIVE_4_1);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Structs, unions and exceptions by simple name. */
    Map<String, Class<?>> structs() {
        return structs;
    }

    Map<String, Class<?>> enums() {
        return enums;
    }

    /** The names of all methods, those of the base service too. */
    Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        for (String service : SERVICES) {
            classNames.stream()
                    .filter(each -> each.startsWith(service) && each.endsWith(ARGUMENTS))
                    .forEach(each -> methods.add(each.substring(service.length(), each.length() - ARGUMENTS.length())));
        }
        return methods;
    }

    /** The class of a method's arguments or result, if this release has the method. */
    Class<?> serviceStruct(String method, String suffix) {
        return SERVICES.stream()
                .map(service -> service + method + suffix)
                .filter(classNames::contains)
                .map(this::load)
                .findFirst()
                .orElse(null);
    }

    byte[] write(Object value, Wire wire) {
        return (byte[]) call(coder("org.apache.thrift.TSerializer", wire), "serialize", value);
    }

    Object read(Class<?> type, byte[] bytes, Wire wire) {
        Object value = create(type);
        call(coder("org.apache.thrift.TDeserializer", wire), "deserialize", value, bytes);
        return value;
    }

    Class<?> load(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A struct's fields by id. */
    Map<Integer, PublishedField> fields(Class<?> struct) {
        return fields.computeIfAbsent(struct, Published::readFields);
    }

    private static Map<Integer, PublishedField> readFields(Class<?> struct) {
        Map<Integer, PublishedField> fields = new TreeMap<>();
        ((Map<?, ?>) constant(struct, "metaDataMap")).forEach((key, metadata) -> {
            PublishedField field = PublishedField.of(struct, key, metadata);
            fields.put(field.id(), field);
        });
        return fields;
    }

    static Object create(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object constant(Class<?> type, String name) {
        try {
            return type.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the first public method that has the name and takes the arguments. */
    static Object call(Object target, String name, Object... arguments) {
        List<Class<?>> types =
                Stream.of(arguments).<Class<?>>map(Object::getClass).toList();
        Method method = METHODS.computeIfAbsent(
                new Call(target.getClass(), name, types), key -> method(target.getClass(), name, arguments));
        try {
            return method.invoke(target, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Method method(Class<?> target, String name, Object... arguments) {
        Method method = Stream.of(target.getMethods())
                .filter(each -> each.getName().equals(name) && accepts(each, arguments))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(target + " has no " + name + Arrays.toString(arguments)));
        method.setAccessible(true);
        return method;
    }

    private static boolean accepts(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        boolean accepted = types.length == arguments.length;
        for (int i = 0; accepted && i < types.length; i++) {
            accepted = types[i].isInstance(arguments[i]);
        }
        return accepted;
    }

    private Object coder(String coder, Wire wire) {
        try {
            Object factory = create(load(wire.factory));
            return load(coder)
                    .getConstructor(load("org.apache.thrift.protocol.TProtocolFactory"))
                    .newInstance(factory);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isThriftStruct(Class<?> type) {
        return load("org.apache.thrift.TBase").isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The build copies Hive's published classes to " + folder, e);
        }
    }

    private static List<String> classNames(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a search for a method depends on; searching again for every call takes most of the tests' time. */
    private record Call(Class<?> target, String name, List<Class<?>> arguments) {}

    /** A parent that shares nothing with these tests but the logging interface, which the libraries need. */
    private static final class LoggingOnly extends ClassLoader {
        LoggingOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                return Published.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
