package dev.skep.hive.api;

/**
 * One field of a published struct.
 *
 * @param key its constant among the struct's fields
 * @param metadata the library's {@code FieldMetaData}
 */
record PublishedField(Class<?> struct, Object key, Object metadata) {
    private static final byte REQUIRED = 1;

    int id() {
        return ((Short) Published.call(key, "getThriftFieldId")).intValue();
    }

    String name() {
        return (String) Published.call(key, "getFieldName");
    }

    boolean required() {
        return requirement() == REQUIRED;
    }

    /** The library's {@code FieldValueMetaData}. */
    Object valueMetadata() {
        return member(metadata, "valueMetaData");
    }

    /** The type of the Java field that holds the value. */
    Class<?> declaredType() {
        try {
            return struct.getDeclaredField(name()).getType();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    void set(Object target, Object value) {
        Published.call(target, "setFieldValue", key, value);
    }

    Object get(Object target) {
        return Published.call(target, "getFieldValue", key);
    }

    boolean isSet(Object target) {
        return (Boolean) Published.call(target, "isSet", key);
    }

    static Object member(Object target, String name) {
        try {
            return target.getClass().getField(name).get(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte requirement() {
        return (Byte) member(metadata, "requirementType");
    }
}
