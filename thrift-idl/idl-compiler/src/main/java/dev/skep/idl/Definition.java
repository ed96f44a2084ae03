package dev.skep.idl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file declares under a name. */
sealed interface Definition {
    String name();

    Position at();

    /** A set of named numbers. */
    record Enumeration(String name, String doc, List<Constant> constants, Position at) implements Definition {}

    /** A number with a name. */
    record Constant(String name, int number, Position at) {}

    /** A struct, a union or an exception. */
    record Struct(Kind kind, String name, String doc, List<Field> fields, Position at) implements Definition {}

    /** The three forms of fields in braces. */
    enum Kind {
        STRUCT,
        UNION,
        EXCEPTION
    }

    /** Methods that one handler serves. */
    record Service(String name, String doc, List<Method> methods, Position at) implements Definition {}

    /** A remote procedure. */
    record Method(
            String name,
            String doc,
            boolean oneway,
            Type result,
            List<Field> arguments,
            List<Field> exceptions,
            Position at) {}

    /** Whether a field may be absent. */
    enum Requiredness {
        REQUIRED,
        OPTIONAL,
        DEFAULT
    }

    /** A member of a struct, an argument, or a declared exception. */
    record Field(
            int id,
            Requiredness requiredness,
            Type type,
            String name,
            Optional<Value> defaultValue,
            Map<String, Annotation> annotations,
            String doc,
            Position at) {
        boolean required() {
            return requiredness == Requiredness.REQUIRED;
        }
    }

    /** A default as written: a number, a name or a literal. */
    record Value(Token token) {}

    /** What stands in {@code (key = "value")}. */
    record Annotation(String value, Position at) {}
}
