package dev.skep.idl;

import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Struct;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the codec that is nested in a record or exception.
 *
 * <p>A struct whose form differs in Hive 2 is read by what the field headers say: a header that only the old form has
 * switches to it, and ids that both forms use for different fields follow the switch.
 */
final class CodecEmitter {
    private final JavaTypes types;
    private final Struct struct;
    private final String name;
    private final JavaFile file;
    private final boolean twoForms;

    CodecEmitter(JavaTypes types, Struct struct, JavaFile file) {
        this.types = types;
        this.struct = struct;
        this.name = JavaNames.type(struct.name());
        this.file = file;
        this.twoForms = struct.fields().stream()
                .anyMatch(field -> Annotations.hive2Id(field) != field.id() || Annotations.setInHive2(field));
    }

    void emit() {
        file.use(
                "org.apache.thrift.TException",
                "org.apache.thrift.protocol.TField",
                "org.apache.thrift.protocol.TType",
                JavaTypes.RUNTIME + "StructCodec",
                JavaTypes.RUNTIME + "ThriftReader",
                JavaTypes.RUNTIME + "ThriftWriter",
                JavaTypes.RUNTIME + "UnknownFields");
        containers();
        file.line("private static final class Wire implements StructCodec<" + name + "> {");
        read();
        file.blank();
        write();
        file.line("}");
    }

    /** In a class of their own, so that structs that contain each other can be initialized in any order. */
    private void containers() {
        List<Field> containers = struct.fields().stream()
                .filter(field -> types.isContainer(field.type()) && !types.isListOfEnums(field.type()))
                .toList();
        if (containers.isEmpty()) {
            return;
        }
        file.use(JavaTypes.RUNTIME + "Codec").line("private static final class Containers {");
        for (Field field : containers) {
            container(field, JavaNames.constant(field.name()), false);
            if (Annotations.setInHive2(field)) {
                container(field, JavaNames.constant(field.name()) + "_HIVE2", true);
            }
        }
        file.line("}").blank();
    }

    private void container(Field field, String constant, boolean hive2) {
        file.line("static final Codec<" + types.componentClass(field, file) + "> " + constant + " = "
                + types.containerCodec(field, hive2, file) + ";");
    }

    private void read() {
        file.line("@Override").line("public " + name + " read(ThriftReader wireIn) throws TException {");
        for (Field field : struct.fields()) {
            file.line(types.componentClass(field, file) + " " + JavaNames.member(field.name()) + " = null;");
        }
        if (twoForms) {
            file.line("boolean wireHive2 = false;");
        }
        file.line("UnknownFields.Collector wireRest = new UnknownFields.Collector();");
        file.line("wireIn.structBegin();");
        file.line("for (TField wireField = wireIn.fieldBegin(); wireField.type != TType.STOP; "
                + "wireField = wireIn.fieldBegin()) {");
        file.line("switch (wireField.id << 8 | wireField.type) {");
        headers().values().forEach(this::readCase);
        file.line("default -> wireRest.add(wireIn, wireField);").line("}").line("}");
        file.line("wireIn.structEnd();").line("return new " + name + "(");
        for (Field field : struct.fields()) {
            String member = JavaNames.member(field.name());
            file.line("        "
                    + (field.required()
                            ? "wireIn.required(" + member + ", \"" + struct.name() + "." + field.name() + "\")"
                            : member)
                    + ",");
        }
        file.line("        wireRest.fields());").line("}");
    }

    /** All headers that can arrive, each with the field it means in the newest form and in that of Hive 2. */
    private Map<String, Meaning> headers() {
        Map<String, Meaning> headers = new LinkedHashMap<>();
        Map<Integer, List<Field>> byId = new TreeMap<>();
        struct.fields().forEach(field -> byId.put(field.id(), List.of(field)));
        for (Field field : struct.fields()) {
            headers.put(header(field.id(), field, false), new Meaning(field.id(), field, null));
        }
        for (Field field : struct.fields()) {
            int id = Annotations.hive2Id(field);
            if (id == 0) {
                continue;
            }
            Meaning old = new Meaning(id, null, field);
            headers.merge(header(id, field, true), old, (newest, hive2) -> new Meaning(id, newest.newest(), field));
        }
        return headers;
    }

    private String header(int id, Field field, boolean hive2) {
        String type = hive2 && Annotations.setInHive2(field) ? "TType.SET" : types.wireType(field.type());
        return id + " << 8 | " + type;
    }

    private void readCase(Meaning meaning) {
        Field newest = meaning.newest();
        Field hive2 = meaning.hive2();
        if (newest == null && hive2 != null) {
            file.line("case " + header(meaning.id(), hive2, true) + " -> {");
            file.line("wireHive2 = true;").line(assignment(hive2, true) + ";").line("}");
        } else if (newest != null && (hive2 == null || hive2.equals(newest))) {
            file.line("case " + header(meaning.id(), newest, false) + " -> " + assignment(newest, false) + ";");
        } else if (newest != null && hive2 != null) {
            file.line("case " + header(meaning.id(), newest, false) + " -> {");
            file.line("if (wireHive2) {").line(assignment(hive2, true) + ";");
            file.line("} else {")
                    .line(assignment(newest, false) + ";")
                    .line("}")
                    .line("}");
        }
    }

    private String assignment(Field field, boolean hive2) {
        return JavaNames.member(field.name()) + " = " + reading(field, hive2);
    }

    private String reading(Field field, boolean hive2) {
        if (types.isContainer(field.type()) && !types.isListOfEnums(field.type())) {
            return containerConstant(field, hive2) + ".read(wireIn)";
        }
        if (field.type() instanceof Type.Base base) {
            return "wireIn." + accessor(base) + "()";
        }
        if (types.isEnum(field.type())) {
            return "wireRest.enumeration(wireIn, wireField, " + typeName(field.type()) + "::of)";
        }
        if (field.type() instanceof Type.ListOf list) {
            return "wireRest.enumerations(wireIn, wireField, " + typeName(list.element()) + "::of)";
        }
        return typeName(field.type()) + ".CODEC.read(wireIn)";
    }

    /**
     * The fields of Hive 2 that moved to where it has nothing. It passes over them there, and a client that is taken for Hive 2
     * and is none finds them.
     */
    private Stream<Field> movedFields() {
        Set<Integer> idsOfHive2 =
                struct.fields().stream().map(Annotations::hive2Id).collect(Collectors.toSet());
        return struct.fields().stream()
                .filter(field -> Annotations.hive2Id(field) > 0 && !idsOfHive2.contains(field.id()));
    }

    private void write() {
        file.line("@Override")
                .line("public void write(ThriftWriter wireOut, " + name + " wireValue) throws TException {");
        file.line("wireOut.structBegin();").line("wireValue.unknown.write(wireOut);");
        if (twoForms) {
            file.use(JavaTypes.RUNTIME + "Generation");
            file.line("if (wireOut.generation() == Generation.HIVE_2) {");
            struct.fields().stream()
                    .filter(field -> Annotations.hive2Id(field) > 0)
                    .sorted(Comparator.comparing(Annotations::hive2Id))
                    .forEach(field -> writeField(field, Annotations.hive2Id(field), true));
            movedFields().forEach(field -> writeField(field, field.id(), false));
            file.line("} else {");
        }
        struct.fields().forEach(field -> writeField(field, field.id(), false));
        if (twoForms) {
            file.line("}");
        }
        file.line("wireOut.structEnd();").line("}");
    }

    private void writeField(Field field, int id, boolean hive2) {
        String value = "wireValue." + JavaNames.member(field.name());
        if (types.isListOfEnums(field.type())) {
            file.line("wireOut.enumerations(" + id + ", " + value + ");");
        } else if (types.isContainer(field.type())) {
            file.line("wireOut.field(" + id + ", " + containerConstant(field, hive2) + ", " + value + ");");
        } else if (field.type() instanceof Type.Base base) {
            file.line("wireOut." + accessor(base) + "(" + id + ", " + value + ");");
        } else if (types.isEnum(field.type())) {
            file.line("wireOut.enumeration(" + id + ", " + value + ");");
        } else {
            file.line("wireOut.field(" + id + ", " + typeName(field.type()) + ".CODEC, " + value + ");");
        }
    }

    private static String containerConstant(Field field, boolean hive2) {
        return "Containers." + JavaNames.constant(field.name())
                + (hive2 && Annotations.setInHive2(field) ? "_HIVE2" : "");
    }

    private static String typeName(Type type) {
        return JavaNames.type(((Type.Named) type).name());
    }

    static String accessor(Type.Base base) {
        return switch (base) {
            case BOOL -> "bool";
            case BYTE -> "i8";
            case I16 -> "i16";
            case I32 -> "i32";
            case I64 -> "i64";
            case DOUBLE -> "f64";
            case STRING -> "string";
            case BINARY -> "binary";
        };
    }

    /** What a header means, by form; at least one of the two is there. */
    private record Meaning(
            int id, @Nullable Field newest, @Nullable Field hive2) {}
}
