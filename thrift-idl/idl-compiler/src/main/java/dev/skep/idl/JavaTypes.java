package dev.skep.idl;

import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Struct;
import java.util.HashSet;
import java.util.Set;

/** How the types of the IDL look in Java: their classes, codecs and wire types. */
final class JavaTypes {
    static final String RUNTIME = "dev.skep.thrift.";
    private static final String CODEC = RUNTIME + "Codec";

    private final Program program;

    JavaTypes(Program program) {
        this.program = program;
    }

    /** The class of a field that is always there; numbers are primitive. */
    String requiredClass(Field field, JavaFile file) {
        return field.type() instanceof Type.Base base ? primitive(base, file) : componentClass(field, file);
    }

    /** The class of a field that may be absent. */
    String componentClass(Field field, JavaFile file) {
        return Annotations.streamed(field) && field.type() instanceof Type.ListOf list
                ? elementsClass(list, file)
                : boxed(field.type(), file);
    }

    /** The class a method returns. */
    String resultClass(Type type, JavaFile file) {
        if (type instanceof Type.Nothing) {
            return "void";
        }
        if (type instanceof Type.Base base) {
            return primitive(base, file);
        }
        return isStreamedResult(type) ? elementsClass((Type.ListOf) type, file) : boxed(type, file);
    }

    /** The class a method returns, as a type argument. */
    String resultArgument(Type type, JavaFile file) {
        if (type instanceof Type.Nothing) {
            file.use(RUNTIME + "NoValue");
            return "NoValue";
        }
        return isStreamedResult(type) ? elementsClass((Type.ListOf) type, file) : boxed(type, file);
    }

    String resultCodec(Type type, JavaFile file) {
        if (isStreamedResult(type)) {
            file.use(CODEC);
            return "Codec.elements(" + codec(((Type.ListOf) type).element(), file) + ")";
        }
        return codec(type, file);
    }

    /** The codec of a field that is a container. */
    String containerCodec(Field field, boolean hive2, JavaFile file) {
        if (field.type() instanceof Type.ListOf list) {
            String form = Annotations.streamed(field)
                    ? "elements"
                    : hive2 && Annotations.setInHive2(field) ? "listAsSet" : "list";
            file.use(CODEC);
            return "Codec." + form + "(" + codec(list.element(), file) + ")";
        }
        return codec(field.type(), file);
    }

    boolean isContainer(Type type) {
        return type instanceof Type.ListOf || type instanceof Type.SetOf || type instanceof Type.MapOf;
    }

    boolean isListOfEnums(Type type) {
        return type instanceof Type.ListOf list
                && program.enumeration(list.element()).isPresent();
    }

    boolean isEnum(Type type) {
        return program.enumeration(type).isPresent();
    }

    /** Does a value of this field hold on to something until it is closed? */
    boolean isStreamed(Field field) {
        return Annotations.streamed(field) || isStreamedStruct(field.type(), new HashSet<>());
    }

    String wireType(Type type) {
        if (type instanceof Type.Base base) {
            return "TType." + (base == Type.Base.BINARY ? Type.Base.STRING : base).name();
        }
        if (type instanceof Type.ListOf) {
            return "TType.LIST";
        }
        if (type instanceof Type.SetOf) {
            return "TType.SET";
        }
        if (type instanceof Type.MapOf) {
            return "TType.MAP";
        }
        return isEnum(type) ? "TType.I32" : "TType.STRUCT";
    }

    private boolean isStreamedStruct(Type type, Set<Struct> entered) {
        return program.struct(type)
                .filter(entered::add)
                .filter(struct -> struct.fields().stream()
                        .anyMatch(each -> Annotations.streamed(each) || isStreamedStruct(each.type(), entered)))
                .isPresent();
    }

    private boolean isStreamedResult(Type type) {
        return type instanceof Type.ListOf list
                && program.struct(list.element()).isPresent();
    }

    private String elementsClass(Type.ListOf list, JavaFile file) {
        file.use(RUNTIME + "Elements");
        return "Elements<" + boxed(list.element(), file) + ">";
    }

    private String boxed(Type type, JavaFile file) {
        if (type instanceof Type.Base base) {
            return boxed(base, file);
        }
        if (type instanceof Type.ListOf list) {
            file.use("java.util.List");
            return "List<" + boxed(list.element(), file) + ">";
        }
        if (type instanceof Type.SetOf set) {
            file.use("java.util.Set");
            return "Set<" + boxed(set.element(), file) + ">";
        }
        if (type instanceof Type.MapOf map) {
            file.use("java.util.Map");
            return "Map<" + boxed(map.key(), file) + ", " + boxed(map.value(), file) + ">";
        }
        return JavaNames.type(((Type.Named) type).name());
    }

    private static String boxed(Type.Base base, JavaFile file) {
        return switch (base) {
            case BOOL -> "Boolean";
            case BYTE -> "Byte";
            case I16 -> "Short";
            case I32 -> "Integer";
            case I64 -> "Long";
            case DOUBLE -> "Double";
            case STRING, BINARY -> primitive(base, file);
        };
    }

    private static String primitive(Type.Base base, JavaFile file) {
        return switch (base) {
            case BOOL -> "boolean";
            case BYTE -> "byte";
            case I16 -> "short";
            case I32 -> "int";
            case I64 -> "long";
            case DOUBLE -> "double";
            case STRING -> "String";
            case BINARY -> {
                file.use(RUNTIME + "Bytes");
                yield "Bytes";
            }
        };
    }

    private String codec(Type type, JavaFile file) {
        if (type instanceof Type.Named named) {
            return JavaNames.type(named.name()) + ".CODEC";
        }
        file.use(CODEC);
        if (type instanceof Type.Base base) {
            return "Codec." + base.name();
        }
        if (type instanceof Type.ListOf list) {
            return "Codec.list(" + codec(list.element(), file) + ")";
        }
        if (type instanceof Type.SetOf set) {
            return "Codec.set(" + codec(set.element(), file) + ")";
        }
        if (type instanceof Type.MapOf map) {
            return "Codec.map(" + codec(map.key(), file) + ", " + codec(map.value(), file) + ")";
        }
        return "Codec.NO_VALUE";
    }
}
