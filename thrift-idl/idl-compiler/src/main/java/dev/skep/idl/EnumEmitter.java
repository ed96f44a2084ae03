package dev.skep.idl;

import dev.skep.idl.Definition.Constant;
import dev.skep.idl.Definition.Enumeration;

/** Writes an enum: its constants, and one more for numbers that none of them has. */
final class EnumEmitter {
    private EnumEmitter() {}

    static JavaFile emit(Enumeration enumeration) {
        String name = JavaNames.type(enumeration.name());
        JavaFile file = new JavaFile().use(JavaTypes.RUNTIME + "Codec", JavaTypes.RUNTIME + "ThriftEnum");
        file.doc(enumeration.doc()).line("public enum " + name + " implements ThriftEnum {");
        for (Constant constant : enumeration.constants()) {
            file.line(constant.name() + "(" + constant.number() + "),");
        }
        file.line("/** Any number that has no constant here. */");
        file.line(JavaNames.UNRECOGNIZED + "(Integer.MIN_VALUE);").blank();
        file.line("public static final Codec<" + name + "> CODEC = Codec.enumeration(" + name + "::of);")
                .blank();
        file.line("private final int number;").blank();
        file.line(name + "(int number) {")
                .line("this.number = number;")
                .line("}")
                .blank();
        file.line("public static " + name + " of(int number) {").line("return switch (number) {");
        for (Constant constant : enumeration.constants()) {
            file.line("case " + constant.number() + " -> " + constant.name() + ";");
        }
        file.line("default -> " + JavaNames.UNRECOGNIZED + ";")
                .line("};")
                .line("}")
                .blank();
        file.line("@Override")
                .line("public int number() {")
                .line("return number;")
                .line("}")
                .blank();
        file.line("@Override")
                .line("public boolean recognized() {")
                .line("return this != " + JavaNames.UNRECOGNIZED + ";")
                .line("}");
        return file.line("}");
    }
}
