package dev.skep.idl;

import dev.skep.idl.Definition.Enumeration;
import dev.skep.idl.Definition.Kind;
import dev.skep.idl.Definition.Method;
import dev.skep.idl.Definition.Service;
import dev.skep.idl.Definition.Struct;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns a checked program into Java files. */
final class JavaEmitter {
    private final Program program;
    private final JavaTypes types;
    private final SortedMap<String, String> files = new TreeMap<>();

    private JavaEmitter(Program program) {
        this.program = program;
        this.types = new JavaTypes(program);
    }

    /** The text of every file, by its path below the source folder. */
    static SortedMap<String, String> emit(Program program) {
        JavaEmitter emitter = new JavaEmitter(program);
        program.documents().forEach(emitter::emit);
        emitter.packageInfo();
        return emitter.files;
    }

    private void emit(Document document) {
        for (Definition definition : document.definitions()) {
            String name = JavaNames.type(definition.name());
            if (definition instanceof Enumeration enumeration) {
                put(document, name, EnumEmitter.emit(enumeration));
            } else if (definition instanceof Struct struct) {
                put(
                        document,
                        name,
                        struct.kind() == Kind.UNION
                                ? new UnionEmitter(types, struct).emit()
                                : new StructEmitter(types, struct).emit());
            } else if (definition instanceof Service service) {
                ServiceEmitter emitter = new ServiceEmitter(types, service);
                put(document, name, emitter.handler());
                put(document, name + "Methods", emitter.methods());
                for (Method method : service.methods()) {
                    Struct arguments = ServiceEmitter.arguments(method);
                    put(document, arguments.name(), new StructEmitter(types, arguments).emit());
                }
            }
        }
    }

    private void put(Document document, String name, JavaFile file) {
        String text = file.text(program.javaPackage(), document.name());
        if (files.put(path(name), text) != null) {
            throw new IllegalArgumentException("Two things of the IDL become the Java class " + name);
        }
    }

    private void packageInfo() {
        files.put(path("package-info"), """
                /** Records, exceptions and services of the IDL, generated. */
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(program.javaPackage()));
    }

    private String path(String name) {
        return program.javaPackage().replace('.', '/') + "/" + name + ".java";
    }
}
