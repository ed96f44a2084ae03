package dev.skep.idl;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked set of files: every name resolves, every id is unique.
 *
 * @param definitions all definitions by name; names are unique over all files, because Java has one package for them
 */
record Program(String javaPackage, List<Document> documents, Map<String, Definition> definitions) {
    Optional<Definition.Enumeration> enumeration(Type type) {
        return definition(type)
                .filter(Definition.Enumeration.class::isInstance)
                .map(Definition.Enumeration.class::cast);
    }

    Optional<Definition.Struct> struct(Type type) {
        return definition(type).filter(Definition.Struct.class::isInstance).map(Definition.Struct.class::cast);
    }

    private Optional<Definition> definition(Type type) {
        return type instanceof Type.Named named ? Optional.ofNullable(definitions.get(named.name())) : Optional.empty();
    }
}
