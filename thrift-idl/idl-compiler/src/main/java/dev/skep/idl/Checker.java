package dev.skep.idl;

import dev.skep.idl.Definition.Enumeration;
import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Kind;
import dev.skep.idl.Definition.Method;
import dev.skep.idl.Definition.Service;
import dev.skep.idl.Definition.Struct;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Refuses what parses but makes no sense. */
final class Checker {
    private final Program program;
    private final Function<Type.Named, Definition> resolve;

    Checker(Program program, Function<Type.Named, Definition> resolve) {
        this.program = program;
        this.resolve = resolve;
    }

    void check(Document document) {
        for (Definition definition : document.definitions()) {
            if (definition instanceof Enumeration enumeration) {
                check(enumeration);
            } else if (definition instanceof Struct struct) {
                check(struct);
            } else if (definition instanceof Service service) {
                check(service);
            }
        }
    }

    private static void check(Enumeration enumeration) {
        Set<Integer> numbers = new HashSet<>();
        Set<String> names = new HashSet<>(Set.of(JavaNames.UNRECOGNIZED));
        for (Definition.Constant constant : enumeration.constants()) {
            if (!numbers.add(constant.number())) {
                throw new IdlException(constant.at(), "number " + constant.number() + " is used twice");
            }
            if (!names.add(constant.name())) {
                throw new IdlException(constant.at(), "constant " + constant.name() + " is used twice or reserved");
            }
        }
    }

    private void check(Struct struct) {
        checkFields(struct.fields());
        for (Field field : struct.fields()) {
            if (struct.kind() == Kind.UNION) {
                checkAlternative(field);
            }
        }
    }

    private void checkAlternative(Field field) {
        if (field.required() || !field.annotations().isEmpty()) {
            throw new IdlException(field.at(), "the alternatives of a union are neither required nor annotated");
        }
        if (program.enumeration(field.type()).isPresent()) {
            throw new IdlException(field.at(), "an enum cannot be an alternative of a union here");
        }
    }

    private void check(Service service) {
        Set<String> names = new HashSet<>();
        for (Method method : service.methods()) {
            if (!names.add(JavaNames.member(method.name()))) {
                throw new IdlException(method.at(), "method " + method.name() + " is declared twice");
            }
            if (program.definitions().containsKey(JavaNames.arguments(method))) {
                throw new IdlException(
                        method.at(), "the name of its arguments, " + JavaNames.arguments(method) + ", is taken");
            }
            checkFields(method.arguments());
            checkFields(method.exceptions());
            if (!(method.result() instanceof Type.Nothing)) {
                checkType(method.result(), Place.WHOLE, method.at());
            }
            if (method.oneway()
                    && !(method.result() instanceof Type.Nothing
                            && method.exceptions().isEmpty())) {
                throw new IdlException(method.at(), "a oneway method has no result and no exceptions");
            }
            for (Field exception : method.exceptions()) {
                if (program.struct(exception.type())
                        .filter(struct -> struct.kind() == Kind.EXCEPTION)
                        .isEmpty()) {
                    throw new IdlException(exception.at(), exception.name() + " is not an exception");
                }
            }
        }
    }

    private void checkFields(List<Field> fields) {
        Set<Integer> ids = new HashSet<>();
        Set<String> names = new HashSet<>(JavaNames.RESERVED_COMPONENTS);
        for (Field field : fields) {
            if (!ids.add(field.id())) {
                throw new IdlException(field.at(), "field id " + field.id() + " is used twice");
            }
            if (!names.add(JavaNames.member(field.name()))) {
                throw new IdlException(field.at(), "field name " + field.name() + " is used twice or reserved");
            }
            checkType(field.type(), Place.WHOLE, field.at());
            Annotations.check(field);
            field.defaultValue().ifPresent(value -> checkDefault(field, value.token()));
        }
    }

    private void checkDefault(Field field, Token value) {
        boolean fits = field.type() instanceof Type.Base base
                ? fits(base, value)
                : program.enumeration(field.type())
                        .filter(enumeration -> names(enumeration, value))
                        .isPresent();
        if (!fits) {
            throw new IdlException(value.at(), value.described() + " is not a default for " + field.name());
        }
    }

    private static boolean fits(Type.Base base, Token value) {
        return switch (base) {
            case BOOL -> value.text().equals("true") || value.text().equals("false");
            case BYTE, I16, I32 -> value.kind() == Token.Kind.INTEGER;
            case I64, DOUBLE -> value.kind() == Token.Kind.INTEGER;
            case STRING -> value.kind() == Token.Kind.LITERAL;
            case BINARY -> false;
        };
    }

    private static boolean names(Enumeration enumeration, Token value) {
        return enumeration.constants().stream()
                .anyMatch(constant -> value.text().endsWith(enumeration.name() + "." + constant.name()));
    }

    private void checkType(Type type, Place place, Position at) {
        if (type instanceof Type.Named named) {
            Definition definition = resolve.apply(named);
            if (definition instanceof Service) {
                throw new IdlException(named.at(), named.name() + " is a service, not a type");
            }
            if (definition instanceof Enumeration && place == Place.INNER) {
                throw new IdlException(named.at(), "an enum can only be a field or the element of a list here");
            }
        } else if (type instanceof Type.ListOf list) {
            checkType(list.element(), place == Place.WHOLE ? Place.LIST_ELEMENT : Place.INNER, at);
        } else if (type instanceof Type.SetOf set) {
            checkType(set.element(), Place.INNER, at);
        } else if (type instanceof Type.MapOf map) {
            checkType(map.key(), Place.INNER, at);
            checkType(map.value(), Place.INNER, at);
        }
    }

    /** Where inside a field's type a type stands. */
    private enum Place {
        WHOLE,
        LIST_ELEMENT,
        INNER
    }
}
