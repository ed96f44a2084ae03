package dev.skep.server.front.hive;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arguments for any method of a published client, made from the types of its parameters. */
enum SampleArguments {
    /** Nothing that can be left out is there. */
    ABSENT {
        @Override
        @Nullable Object value(Type type, int depth) throws ReflectiveOperationException {
            return type instanceof Class<?> plain && plain.isPrimitive() ? number(plain) : null;
        }
    },
    /** Structs are there, with what they cannot do without. */
    SPARSE {
        @Override
        @Nullable Object value(Type type, int depth) throws ReflectiveOperationException {
            return full(type, depth, false);
        }
    },
    /** Everything is there. */
    FULL {
        @Override
        @Nullable Object value(Type type, int depth) throws ReflectiveOperationException {
            return full(type, depth, depth < 3);
        }
    };

    private static final int REQUIRED = 1;
    private static final int DEEPEST = 8;

    abstract @Nullable Object value(Type type, int depth) throws ReflectiveOperationException;

    @Nullable Object[] of(Method method) throws ReflectiveOperationException {
        Type[] types = method.getGenericParameterTypes();
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(types[i], 0);
        }
        return values;
    }

    private static Object number(Class<?> type) {
        return switch (type.getName()) {
            case "boolean" -> false;
            case "byte" -> (byte) 1;
            case "short" -> (short) 1;
            case "int" -> 1;
            case "long" -> 1L;
            case "double" -> 1.0;
            default -> throw new IllegalArgumentException("Thrift has no " + type);
        };
    }

    @Nullable Object full(Type type, int depth, boolean optional) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType container) {
            return collection(container, depth);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isPrimitive()) {
            return number(plain);
        } else if (plain == String.class) {
            return "x";
        } else if (plain == ByteBuffer.class) {
            return ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8));
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        } else if (Number.class.isAssignableFrom(plain) || plain == Boolean.class) {
            return number((Class<?>) plain.getField("TYPE").get(null));
        }
        return depth > DEEPEST ? null : struct(plain, depth, optional);
    }

    private @Nullable Object collection(ParameterizedType type, int depth) throws ReflectiveOperationException {
        Type[] elements = type.getActualTypeArguments();
        Object first = value(elements[0], depth + 1);
        Class<?> kind = (Class<?>) type.getRawType();
        if (kind == Map.class) {
            Object second = value(elements[1], depth + 1);
            return first == null || second == null ? Map.of() : Map.of(first, second);
        } else if (kind == Set.class) {
            return first == null ? Set.of() : Set.of(first);
        }
        return first == null ? List.of() : List.of(first);
    }

    private Object struct(Class<?> type, int depth, boolean optional) throws ReflectiveOperationException {
        Object struct = type.getConstructor().newInstance();
        Map<?, ?> fields = (Map<?, ?>) type.getField("metaDataMap").get(null);
        boolean union = isUnion(type);
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            Object data = field.getValue();
            byte requirement = data.getClass().getField("requirementType").getByte(data);
            if (requirement == REQUIRED || optional || union) {
                String name = (String) data.getClass().getField("fieldName").get(data);
                set(struct, name, depth);
                if (union) {
                    break;
                }
            }
        }
        return struct;
    }

    private void set(Object struct, String field, int depth) throws ReflectiveOperationException {
        String setter = "set" + field.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + field.substring(1);
        for (Method method : struct.getClass().getMethods()) {
            if (method.getName().equals(setter)
                    && method.getParameterCount() == 1
                    && !method.getParameterTypes()[0].isArray()
                    && !Modifier.isStatic(method.getModifiers())) {
                Object value = value(method.getGenericParameterTypes()[0], depth + 1);
                if (value != null) {
                    method.invoke(struct, value);
                }
                return;
            }
        }
        throw new NoSuchMethodException(struct.getClass() + "." + setter);
    }

    private static boolean isUnion(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return parent != null && parent.getSimpleName().equals("TUnion");
    }
}
