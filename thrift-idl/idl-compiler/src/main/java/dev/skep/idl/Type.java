package dev.skep.idl;

/** A type as written in the IDL. */
sealed interface Type {
    /** A type of the language itself. */
    enum Base implements Type {
        BOOL("bool"),
        BYTE("byte"),
        I16("i16"),
        I32("i32"),
        I64("i64"),
        DOUBLE("double"),
        STRING("string"),
        BINARY("binary");

        private final String word;

        Base(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * A struct, union, exception or enum.
     *
     * @param file the included file's name without extension, or the empty string
     */
    record Named(String file, String name, Position at) implements Type {}

    /** {@code list<element>}. */
    record ListOf(Type element) implements Type {}

    /** {@code set<element>}. */
    record SetOf(Type element) implements Type {}

    /** {@code map<key, value>}. */
    record MapOf(Type key, Type value) implements Type {}

    /** What a method without result returns. */
    record Nothing() implements Type {}
}
