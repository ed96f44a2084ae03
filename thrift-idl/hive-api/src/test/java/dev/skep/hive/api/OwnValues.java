package dev.skep.hive.api;

import dev.skep.thrift.Bytes;
import dev.skep.thrift.Elements;
import dev.skep.thrift.ThriftEnum;
import dev.skep.thrift.ThriftException;
import dev.skep.thrift.UnknownFields;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random values of our records, as far as a release of Hive knows them: a component whose field the release does not
 * have stays absent.
 */
final class OwnValues {
    private static final int FULL_DEPTH = 3;

    private final Published published;
    private final Random random;

    OwnValues(Published published, Random random) {
        this.published = published;
        this.random = random;
    }

    Object value(Class<?> type) {
        return struct(type, 0);
    }

    private Object value(Type type, int depth) {
        if (type instanceof ParameterizedType container) {
            return container(container, depth + 1);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return RandomTexts.next(random);
        }
        if (raw == Bytes.class) {
            return Bytes.copyOf(RandomTexts.next(random).getBytes(StandardCharsets.UTF_8));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return random.nextBoolean();
        }
        if (raw == byte.class || raw == Byte.class) {
            return (byte) random.nextInt();
        }
        if (raw == short.class || raw == Short.class) {
            return (short) random.nextInt();
        }
        if (raw == int.class || raw == Integer.class) {
            return random.nextInt();
        }
        if (raw == long.class || raw == Long.class) {
            return random.nextLong();
        }
        if (raw == double.class || raw == Double.class) {
            return random.nextGaussian();
        }
        return raw.isEnum() ? constant(raw) : struct(raw, depth + 1);
    }

    private Object container(ParameterizedType type, int depth) {
        Type[] arguments = type.getActualTypeArguments();
        int count = depth > FULL_DEPTH ? 0 : random.nextInt(3);
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                map.put(value(arguments[0], depth), value(arguments[1], depth));
            }
            return map;
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(value(arguments[0], depth));
        }
        if (type.getRawType() == Set.class) {
            return new HashSet<>(elements);
        }
        return type.getRawType() == Elements.class ? Elements.of(elements) : elements;
    }

    private Object constant(Class<?> type) {
        Class<?> theirs = published.enums().get(type.getSimpleName());
        List<?> known = Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((ThriftEnum) constant).recognized()
                        && Arrays.stream(theirs.getEnumConstants())
                                .anyMatch(each -> each.toString().equals(constant.toString())))
                .toList();
        return known.get(random.nextInt(known.size()));
    }

    private Object struct(Class<?> type, int depth) {
        Class<?> theirs = published.structs().get(type.getSimpleName());
        Map<String, PublishedField> known = new LinkedHashMap<>();
        published.fields(theirs).values().forEach(field -> known.put(OwnStructs.component(field), field));
        if (type.isSealed()) {
            List<Class<?>> alternatives = Arrays.stream(type.getPermittedSubclasses())
                    .filter(each -> known.containsKey(OwnStructs.lowerFirst(each.getSimpleName())))
                    .toList();
            Class<?> alternative = alternatives.get(random.nextInt(alternatives.size()));
            return create(alternative, value(alternative.getRecordComponents()[0].getGenericType(), depth));
        }
        if (ThriftException.class.isAssignableFrom(type)) {
            return create(type, RandomTexts.next(random), UnknownFields.NONE);
        }
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == UnknownFields.class) {
                arguments.add(UnknownFields.NONE);
            } else if (isPresent(component, known.get(component.getName()), depth)) {
                arguments.add(value(component.getGenericType(), depth));
            } else {
                arguments.add(null);
            }
        }
        return create(type, arguments.toArray());
    }

    /** Hive's classes write most of these even if nobody set them. */
    private static boolean isScalar(Class<?> type) {
        return Number.class.isAssignableFrom(type) || type == Boolean.class || type == String.class || type.isEnum();
    }

    private static boolean isPresent(RecordComponent component, PublishedField theirs, int depth) {
        boolean required = OwnStructs.isRequired(component) || (theirs != null && theirs.required());
        return required || (theirs != null && (depth <= FULL_DEPTH || isScalar(component.getType())));
    }

    private static Object create(Class<?> type, Object... arguments) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == arguments.length) {
                try {
                    return constructor.newInstance(arguments);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(type + Arrays.toString(arguments), e);
                }
            }
        }
        throw new AssertionError(type + " has no constructor for " + Arrays.toString(arguments));
    }
}
