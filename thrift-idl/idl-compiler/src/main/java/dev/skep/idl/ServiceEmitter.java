package dev.skep.idl;

import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Kind;
import dev.skep.idl.Definition.Method;
import dev.skep.idl.Definition.Service;
import dev.skep.idl.Definition.Struct;
import java.util.stream.Collectors;

/** Writes a service as the interface of its handler, and a class that describes its methods to a server. */
final class ServiceEmitter {
    private final JavaTypes types;
    private final Service service;
    private final String name;

    ServiceEmitter(JavaTypes types, Service service) {
        this.types = types;
        this.service = service;
        this.name = JavaNames.type(service.name());
    }

    /** The struct that carries a method's arguments. */
    static Struct arguments(Method method) {
        String doc = "The arguments of {@code " + method.name() + "}.";
        return new Struct(Kind.STRUCT, JavaNames.arguments(method), doc, method.arguments(), method.at());
    }

    JavaFile handler() {
        JavaFile file = new JavaFile();
        String doc = service.doc().isEmpty() ? "The service " + service.name() + "." : service.doc();
        file.doc(doc + "\n\n@param <C> what the server hands to every method about the call and its caller");
        file.line("public interface " + name + "<C> {");
        for (Method method : service.methods()) {
            file.doc(method.doc().isEmpty() ? "{@code " + method.name() + "}" : method.doc());
            String declared = method.exceptions().stream()
                    .map(field -> JavaNames.type(((Type.Named) field.type()).name()))
                    .collect(Collectors.joining(", "));
            file.line(types.resultClass(method.result(), file) + " " + JavaNames.member(method.name()) + "("
                    + JavaNames.arguments(method) + " args, C call)" + (declared.isEmpty() ? "" : " throws " + declared)
                    + ";");
            file.blank();
        }
        return file.line("}");
    }

    JavaFile methods() {
        JavaFile file = new JavaFile().use(JavaTypes.RUNTIME + "ServiceMethod", "java.util.List");
        file.doc("The methods of {@link " + name + "}, as a server sees them.");
        file.line("public final class " + name + "Methods {");
        file.line("private " + name + "Methods() {}").blank();
        file.doc("All of them, in the order of the IDL.");
        file.line("public static <C> List<ServiceMethod<" + name + "<C>, C, ?, ?>> all() {");
        file.line("return List.of(");
        for (int i = 0; i < service.methods().size(); i++) {
            String end = i == service.methods().size() - 1 ? ");" : ",";
            file.line("        " + JavaNames.member(service.methods().get(i).name()) + "()" + end);
        }
        file.line("}");
        service.methods().forEach(method -> method(method, file));
        return file.line("}");
    }

    private void method(Method method, JavaFile file) {
        String arguments = JavaNames.arguments(method);
        boolean returns = !(method.result() instanceof Type.Nothing);
        file.blank().doc("{@code " + method.name() + "}");
        file.line("public static <C> ServiceMethod<" + name + "<C>, C, " + arguments + ", "
                + types.resultArgument(method.result(), file) + "> " + JavaNames.member(method.name()) + "() {");
        file.line("return " + (returns ? "new ServiceMethod<>(" : "ServiceMethod.ofVoid("));
        file.line("        \"" + method.name() + "\",").line("        " + method.oneway() + ",");
        file.line("        " + arguments + ".CODEC,");
        if (returns) {
            file.line("        " + types.resultCodec(method.result(), file) + ",");
        }
        file.line("        List.of("
                + method.exceptions().stream()
                        .map(field -> exception(field, file))
                        .collect(Collectors.joining(", "))
                + "),");
        file.line("        " + name + "::" + JavaNames.member(method.name()) + ");")
                .line("}");
    }

    private static String exception(Field field, JavaFile file) {
        file.use(JavaTypes.RUNTIME + "DeclaredException", JavaTypes.RUNTIME + "Generation");
        String type = JavaNames.type(((Type.Named) field.type()).name());
        return "new DeclaredException<>(" + field.id() + ", " + Annotations.hive2Id(field) + ", "
                + Annotations.hive3Id(field) + ", Generation."
                + Annotations.since(field) + ", " + type + ".class, " + type + ".CODEC)";
    }
}
