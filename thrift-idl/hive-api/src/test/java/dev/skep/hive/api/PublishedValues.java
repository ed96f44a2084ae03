package dev.skep.hive.api;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values of the published classes. */
final class PublishedValues {
    /** Below this depth only what must be there is filled in, so that recursive structs end. */
    private static final int FULL_DEPTH = 3;

    private final Published published;
    private final Random random;
    private final Fill fill;

    PublishedValues(Published published, Random random, Fill fill) {
        this.published = published;
        this.random = random;
        this.fill = fill;
    }

    Object struct(Class<?> type) {
        return struct(type, 0);
    }

    Object value(PublishedField field) {
        return value(field, 0);
    }

    private Object struct(Class<?> type, int depth) {
        Object value = Published.create(type);
        List<PublishedField> fields = List.copyOf(published.fields(type).values());
        if (isUnion(type)) {
            PublishedField alternative = fields.get(random.nextInt(fields.size()));
            alternative.set(value, value(alternative, depth));
            return value;
        }
        for (PublishedField field : fields) {
            if (field.required() || wanted(depth)) {
                field.set(value, value(field, depth));
            }
        }
        return value;
    }

    private boolean wanted(int depth) {
        return switch (fill) {
            case ALL -> depth < FULL_DEPTH;
            case SOME -> depth < FULL_DEPTH && random.nextBoolean();
            case REQUIRED -> false;
        };
    }

    private Object value(PublishedField field, int depth) {
        return value(field.valueMetadata(), javaType(field), depth);
    }

    private Object value(Object metadata, java.lang.reflect.Type javaType, int depth) {
        return switch (metadata.getClass().getSimpleName()) {
            case "ListMetaData" -> new ArrayList<>(elements(metadata, javaType, depth));
            case "SetMetaData" -> new HashSet<>(elements(metadata, javaType, depth));
            case "MapMetaData" -> map(metadata, javaType, depth);
            case "EnumMetaData" -> constant((Class<?>) PublishedField.member(metadata, "enumClass"));
            case "StructMetaData" -> struct((Class<?>) PublishedField.member(metadata, "structClass"), depth + 1);
            default -> scalar(metadata, javaType, depth);
        };
    }

    private List<Object> elements(Object metadata, java.lang.reflect.Type javaType, int depth) {
        List<Object> elements = new ArrayList<>();
        for (int i = count(depth); i > 0; i--) {
            elements.add(value(PublishedField.member(metadata, "elemMetaData"), argument(javaType, 0), depth + 1));
        }
        return elements;
    }

    private Map<Object, Object> map(Object metadata, java.lang.reflect.Type javaType, int depth) {
        Map<Object, Object> map = new HashMap<>();
        for (int i = count(depth); i > 0; i--) {
            map.put(
                    value(PublishedField.member(metadata, "keyMetaData"), argument(javaType, 0), depth + 1),
                    value(PublishedField.member(metadata, "valueMetaData"), argument(javaType, 1), depth + 1));
        }
        return map;
    }

    private int count(int depth) {
        return depth >= FULL_DEPTH ? 0 : random.nextInt(3);
    }

    private Object constant(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
    }

    private Object scalar(Object metadata, java.lang.reflect.Type javaType, int depth) {
        if (javaType instanceof Class<?> type && published.structs().containsValue(type)) {
            return struct(type, depth + 1);
        }
        if (javaType == ByteBuffer.class) {
            return ByteBuffer.wrap(RandomTexts.next(random).getBytes(StandardCharsets.UTF_8));
        }
        if (javaType == boolean.class || javaType == Boolean.class) {
            return random.nextBoolean();
        }
        if (javaType == byte.class || javaType == Byte.class) {
            return (byte) random.nextInt();
        }
        if (javaType == short.class || javaType == Short.class) {
            return (short) random.nextInt();
        }
        if (javaType == int.class || javaType == Integer.class) {
            return random.nextInt();
        }
        if (javaType == long.class || javaType == Long.class) {
            return random.nextLong();
        }
        if (javaType == double.class || javaType == Double.class) {
            return random.nextGaussian();
        }
        if (javaType == String.class) {
            return RandomTexts.next(random);
        }
        throw new IllegalStateException("No random value for " + javaType + ", " + metadata);
    }

    /** The declared type; only unions have no Java field for a Thrift field, but an accessor. */
    private java.lang.reflect.Type javaType(PublishedField field) {
        try {
            if (isUnion(field.struct())) {
                String name = field.name();
                return field.struct()
                        .getMethod("get" + Character.toUpperCase(name.charAt(0)) + name.substring(1))
                        .getGenericReturnType();
            }
            Field member = field.struct().getDeclaredField(field.name());
            return member.getGenericType();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.lang.reflect.Type argument(java.lang.reflect.Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private boolean isUnion(Class<?> type) {
        return published.load("org.apache.thrift.TUnion").isAssignableFrom(type);
    }

    /** How many of the fields that may be absent are there. */
    enum Fill {
        ALL,
        SOME,
        REQUIRED
    }
}
