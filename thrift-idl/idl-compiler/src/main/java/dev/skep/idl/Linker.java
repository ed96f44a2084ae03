package dev.skep.idl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Puts files together to a {@link Program}: includes, names, the Java package. */
final class Linker {
    private final Map<String, Document> files;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, String> fileOfName = new LinkedHashMap<>();

    private Linker(Map<String, Document> files) {
        this.files = files;
    }

    /**
     * Parses, links and checks.
     *
     * @param texts the text of each file by its name, such as {@code tables.thrift}
     */
    static Program link(SortedMap<String, String> texts) {
        Map<String, Document> files = new LinkedHashMap<>();
        texts.forEach((file, text) -> {
            Document document = Parser.parse(file, text);
            files.put(document.name(), document);
        });
        return new Linker(files).program();
    }

    private Program program() {
        Set<String> finished = new LinkedHashSet<>();
        for (Document document : files.values()) {
            followIncludes(document, new ArrayList<>(), finished);
            for (Definition definition : document.definitions()) {
                if (definitions.putIfAbsent(definition.name(), definition) != null) {
                    throw new IdlException(
                            definition.at(),
                            definition.name() + " is already defined at "
                                    + definitions.get(definition.name()).at());
                }
                fileOfName.put(definition.name(), document.name());
            }
        }
        Program program = new Program(javaPackage(), List.copyOf(files.values()), definitions);
        for (Document document : files.values()) {
            new Checker(program, type -> resolve(document, type)).check(document);
        }
        return program;
    }

    private void followIncludes(Document document, List<String> path, Set<String> finished) {
        if (finished.contains(document.name())) {
            return;
        }
        path.add(document.name());
        for (Document.Include include : document.includes()) {
            Document included = files.get(include.name());
            if (included == null) {
                throw new IdlException(include.at(), "there is no file " + include.name() + ".thrift");
            }
            if (path.contains(include.name())) {
                List<String> circle = path.subList(path.indexOf(include.name()), path.size());
                throw new IdlException(
                        include.at(),
                        "includes run in a circle: " + String.join(" -> ", circle) + " -> " + include.name());
            }
            followIncludes(included, path, finished);
        }
        path.remove(document.name());
        finished.add(document.name());
    }

    private String javaPackage() {
        Set<String> packages = new LinkedHashSet<>();
        files.values().forEach(document -> packages.add(document.javaPackage()));
        packages.remove("");
        if (packages.size() != 1) {
            throw new IllegalArgumentException("All files need one and the same java namespace, found " + packages);
        }
        return packages.iterator().next();
    }

    private Definition resolve(Document from, Type.Named type) {
        Definition definition = definitions.get(type.name());
        String file = type.file().isEmpty() ? from.name() : type.file();
        if (!type.file().isEmpty()
                && from.includes().stream().noneMatch(include -> include.name().equals(type.file()))) {
            throw new IdlException(type.at(), type.file() + ".thrift is not included");
        }
        if (definition == null || !file.equals(fileOfName.get(type.name()))) {
            throw new IdlException(type.at(), "type " + type.name() + " is not defined in " + file + ".thrift");
        }
        return definition;
    }
}
