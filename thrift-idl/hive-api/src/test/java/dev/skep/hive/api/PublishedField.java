package dev.skep.hive.api;

/**
 * One field of a published struct.
 *
 * @param key its constant among the struct's fields
 * @param valueMetadata the library's {@code FieldValueMetaData}
 */
record PublishedField(Class<?> struct, Object key, int id, String name, boolean required, Object valueMetadata) {
    private static final byte REQUIRED = 1;

    /** Describes an entry of a struct's {@code metaDataMap}. */
    static PublishedField of(Class<?> struct, Object key, Object metadata) {
        return new PublishedField(
                struct,
                key,
                (Short) Published.call(key, "getThriftFieldId"),
                (String) Published.call(key, "getFieldName"),
                (Byte) member(metadata, "requirementType") == REQUIRED,
                member(metadata, "valueMetaData"));
    }

    /** The type of the Java field that holds the value. */
    Class<?> declaredType() {
        try {
            return struct.getDeclaredField(name).getType();
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
}
