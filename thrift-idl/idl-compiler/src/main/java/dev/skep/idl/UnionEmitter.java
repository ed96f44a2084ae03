package dev.skep.idl;

import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Struct;

/** Writes a union as a sealed interface with a record for each alternative. */
final class UnionEmitter {
    private final JavaTypes types;
    private final Struct union;
    private final String name;
    private final JavaFile file = new JavaFile();

    UnionEmitter(JavaTypes types, Struct union) {
        this.types = types;
        this.union = union;
        this.name = JavaNames.type(union.name());
    }

    JavaFile emit() {
        file.use(
                "org.apache.thrift.TException",
                "org.apache.thrift.protocol.TField",
                "org.apache.thrift.protocol.TProtocolException",
                "org.apache.thrift.protocol.TType",
                JavaTypes.RUNTIME + "Codec",
                JavaTypes.RUNTIME + "StructCodec",
                JavaTypes.RUNTIME + "ThriftReader",
                JavaTypes.RUNTIME + "ThriftWriter",
                JavaTypes.RUNTIME + "UnknownFields");
        file.doc(union.doc()).line("public sealed interface " + name + " {");
        file.line("StructCodec<" + name + "> CODEC = new Wire();").blank();
        for (Field field : union.fields()) {
            alternative(field);
        }
        file.line("/** An alternative that the IDL does not name, or none at all. */");
        file.line("record Unrecognized(UnknownFields unknown) implements " + name + " {}")
                .blank();
        file.line("/** The codec; use {@link #CODEC}. */");
        file.line("final class Wire implements StructCodec<" + name + "> {");
        for (Field field : union.fields()) {
            if (types.isContainer(field.type())) {
                file.line("private static final Codec<" + types.componentClass(field, file) + "> "
                        + JavaNames.constant(field.name()) + " = " + types.containerCodec(field, false, file) + ";");
            }
        }
        file.line("private Wire() {}").blank();
        read();
        file.blank();
        write();
        return file.line("}").line("}");
    }

    private void alternative(Field field) {
        String alternative = JavaNames.type(field.name());
        file.doc(field.doc());
        file.line(
                "record " + alternative + "(" + types.requiredClass(field, file) + " value) implements " + name + " {");
        if (field.type() instanceof Type.ListOf) {
            file.use(JavaTypes.RUNTIME + "Frozen");
            file.line("public " + alternative + " {")
                    .line("value = Frozen.list(value);")
                    .line("}");
        }
        file.line("}").blank();
    }

    private void read() {
        file.line("@Override").line("public " + name + " read(ThriftReader in) throws TException {");
        file.line(name + " value = null;");
        file.line("UnknownFields.Collector rest = new UnknownFields.Collector();");
        file.line("in.structBegin();");
        file.line("for (TField field = in.fieldBegin(); field.type != TType.STOP; field = in.fieldBegin()) {");
        file.line("if (value != null) {");
        file.line("throw new TProtocolException(");
        file.line("        TProtocolException.INVALID_DATA, \"A " + union.name() + " has two values\");");
        file.line("}");
        file.line("switch (field.id << 8 | field.type) {");
        for (Field field : union.fields()) {
            file.line("case " + field.id() + " << 8 | " + types.wireType(field.type()) + " -> value = new "
                    + JavaNames.type(field.name()) + "(" + reading(field) + ");");
        }
        file.line("default -> rest.add(in, field);").line("}").line("}");
        file.line("in.structEnd();");
        file.line("return value != null ? value : new Unrecognized(rest.fields());")
                .line("}");
    }

    private String reading(Field field) {
        if (field.type() instanceof Type.Base base) {
            return "in." + CodecEmitter.accessor(base) + "()";
        }
        return codec(field) + ".read(in)";
    }

    private void write() {
        file.line("@Override").line("public void write(ThriftWriter out, " + name + " value) throws TException {");
        file.line("out.structBegin();");
        for (Field field : union.fields()) {
            file.line("if (value instanceof " + JavaNames.type(field.name()) + " alternative) {");
            if (field.type() instanceof Type.Base base) {
                file.line("out." + CodecEmitter.accessor(base) + "(" + field.id() + ", alternative.value());");
            } else {
                file.line("out.field(" + field.id() + ", " + codec(field) + ", alternative.value());");
            }
            file.line("}");
        }
        file.line("if (value instanceof Unrecognized alternative) {");
        file.line("alternative.unknown().write(out);").line("}");
        file.line("out.structEnd();").line("}");
    }

    private String codec(Field field) {
        return field.type() instanceof Type.Named named
                ? JavaNames.type(named.name()) + ".CODEC"
                : JavaNames.constant(field.name());
    }
}
