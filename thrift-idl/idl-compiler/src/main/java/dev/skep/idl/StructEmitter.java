package dev.skep.idl;

import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Kind;
import dev.skep.idl.Definition.Struct;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a struct as a record with a builder, an exception as a class with the same accessors. */
final class StructEmitter {
    private static final String NULLABLE = "org.jspecify.annotations.Nullable";

    private final JavaTypes types;
    private final Struct struct;
    private final String name;
    private final JavaFile file = new JavaFile();

    StructEmitter(JavaTypes types, Struct struct) {
        this.types = types;
        this.struct = struct;
        this.name = JavaNames.type(struct.name());
    }

    JavaFile emit() {
        file.doc(struct.doc());
        if (struct.kind() == Kind.EXCEPTION) {
            exception();
        } else {
            record();
        }
        return file;
    }

    private void record() {
        boolean streamed = fields().stream().anyMatch(types::isStreamed);
        file.line("public record " + name + "(");
        fields().forEach(field -> file.line("        " + component(field) + ","));
        file.line("        UnknownFields unknown)");
        if (streamed) {
            file.use(JavaTypes.RUNTIME + "Streamed");
        }
        file.line("        " + (streamed ? "implements Streamed " : "") + "{").blank();
        file.line("public static final StructCodec<" + name + "> CODEC = new Wire();")
                .blank();
        file.line("public " + name + " {");
        fields().forEach(this::check);
        file.line("}").blank();
        defaults();
        if (streamed) {
            closing();
        }
        file.line("public static Builder builder() {")
                .line("return new Builder();")
                .line("}")
                .blank();
        file.line("public Builder toBuilder() {").line("Builder builder = new Builder();");
        members().forEach(member -> file.line("builder." + member + " = " + member + ";"));
        file.line("builder.unknown = unknown;")
                .line("return builder;")
                .line("}")
                .blank();
        builder();
        file.blank();
        new CodecEmitter(types, struct, file).emit();
        file.line("}");
    }

    private void builder() {
        file.line("public static final class Builder {");
        fields().forEach(field -> file.use(NULLABLE)
                .line("private @Nullable " + types.componentClass(field, file) + " " + JavaNames.member(field.name())
                        + ";"));
        file.line("private UnknownFields unknown = UnknownFields.NONE;").blank();
        file.line("private Builder() {}").blank();
        for (Field field : fields()) {
            String member = JavaNames.member(field.name());
            file.line("public Builder " + member + "(" + component(field) + ") {");
            file.line("this." + member + " = " + member + ";")
                    .line("return this;")
                    .line("}")
                    .blank();
        }
        file.line("public Builder unknown(UnknownFields unknown) {");
        file.line("this.unknown = unknown;").line("return this;").line("}").blank();
        file.line("public " + name + " build() {").line("return new " + name + "(");
        for (Field field : fields()) {
            String member = JavaNames.member(field.name());
            file.line("        " + (field.required() ? required(field) : member) + ",");
        }
        file.line("        unknown);").line("}").line("}");
    }

    private void exception() {
        file.use(JavaTypes.RUNTIME + "ThriftException");
        file.line("public final class " + name + " extends ThriftException {");
        file.line("private static final long serialVersionUID = 1L;").blank();
        file.line("public static final StructCodec<" + name + "> CODEC = new Wire();")
                .blank();
        fields().forEach(field -> file.line("private final transient " + component(field) + ";"));
        file.line("private final transient UnknownFields unknown;").blank();
        String parameters = fields().stream().map(this::component).collect(Collectors.joining(", "));
        String separator = parameters.isEmpty() ? "" : ", ";
        file.line("public " + name + "(" + parameters + ") {");
        file.line("this(" + String.join(", ", members()) + separator + "UnknownFields.NONE);")
                .line("}")
                .blank();
        file.line("public " + name + "(" + parameters + separator + "UnknownFields unknown) {");
        file.line("super(" + (members().contains("message") ? "message" : "null") + ");");
        fields().forEach(this::check);
        members().forEach(member -> file.line("this." + member + " = " + member + ";"));
        file.line("this.unknown = unknown;").line("}").blank();
        for (Field field : fields()) {
            String component = component(field);
            file.line("public " + component + "() {");
            file.line("return " + JavaNames.member(field.name()) + ";")
                    .line("}")
                    .blank();
        }
        file.line("public UnknownFields unknown() {")
                .line("return unknown;")
                .line("}")
                .blank();
        equality();
        file.blank();
        new CodecEmitter(types, struct, file).emit();
        file.line("}");
    }

    private void equality() {
        file.use("java.util.Objects");
        file.line("@Override").line("public boolean equals(Object other) {");
        file.line("return other instanceof " + name + " that");
        members().forEach(member -> file.line("        && Objects.equals(" + member + ", that." + member + ")"));
        file.line("        && unknown.equals(that.unknown);").line("}").blank();
        file.line("@Override").line("public int hashCode() {");
        file.line("return Objects.hash("
                + members().stream().map(each -> each + ", ").collect(Collectors.joining()) + "unknown);");
        file.line("}");
    }

    private void check(Field field) {
        String member = JavaNames.member(field.name());
        if (types.isContainer(field.type()) && !Annotations.streamed(field)) {
            file.use(JavaTypes.RUNTIME + "Frozen");
            String form =
                    field.type() instanceof Type.MapOf ? "map" : field.type() instanceof Type.SetOf ? "set" : "list";
            file.line(member + " = " + (field.required() ? "" : member + " == null ? null : ") + "Frozen." + form + "("
                    + (field.required() ? required(field) : member) + ");");
        } else if (field.required() && !isPrimitive(field)) {
            file.line(required(field) + ";");
        }
    }

    private void defaults() {
        for (Field field : fields()) {
            field.defaultValue().ifPresent(value -> {
                String member = JavaNames.member(field.name());
                file.line("/** {@code " + field.name() + "}, or what its absence means. */");
                file.line("public " + types.requiredClass(field, file) + " " + member + "OrDefault() {");
                file.line("return " + member + " == null ? " + literal(field, value.token()) + " : " + member + ";");
                file.line("}").blank();
            });
        }
    }

    private String literal(Field field, Token value) {
        if (field.type() instanceof Type.Base base) {
            return switch (base) {
                case STRING -> "\"" + value.text() + "\"";
                case I64 -> value.text() + "L";
                case BYTE -> "(byte) " + value.text();
                case I16 -> "(short) " + value.text();
                case BOOL, I32, DOUBLE, BINARY -> value.text();
            };
        }
        String constant = value.text().substring(value.text().lastIndexOf('.') + 1);
        return types.componentClass(field, file) + "." + constant;
    }

    private void closing() {
        file.line("@Override").line("public void close() {");
        for (Field field : fields()) {
            if (types.isStreamed(field)) {
                String member = JavaNames.member(field.name());
                file.line("if (" + member + " != null) {")
                        .line(member + ".close();")
                        .line("}");
            }
        }
        file.line("}").blank();
    }

    private String component(Field field) {
        String member = JavaNames.member(field.name());
        if (field.required()) {
            return types.requiredClass(field, file) + " " + member;
        }
        file.use(NULLABLE);
        return "@Nullable " + types.componentClass(field, file) + " " + member;
    }

    private String required(Field field) {
        file.use("java.util.Objects");
        return "Objects.requireNonNull(" + JavaNames.member(field.name()) + ", \"" + struct.name() + "." + field.name()
                + "\")";
    }

    private static boolean isPrimitive(Field field) {
        return field.type() instanceof Type.Base base && base != Type.Base.STRING && base != Type.Base.BINARY;
    }

    private List<Field> fields() {
        return struct.fields();
    }

    private List<String> members() {
        return struct.fields().stream()
                .map(field -> JavaNames.member(field.name()))
                .toList();
    }
}
