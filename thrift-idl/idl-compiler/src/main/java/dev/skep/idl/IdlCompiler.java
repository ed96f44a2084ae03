package dev.skep.idl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles a folder of IDL files to Java sources. */
public final class IdlCompiler {
    private IdlCompiler() {}

    /** Takes two arguments: the folder of the IDL files and the source folder to write to. */
    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException("Expected: <folder of .thrift files> <output folder>");
        }
        try {
            compile(Path.of(args[0]), Path.of(args[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("The IDL in " + args[0] + " could not be compiled", e);
        }
    }

    /**
     * Makes the output folder hold exactly what the IDL says. Files that are right already are not touched, so that the
     * Java compiler sees no change where there is none.
     *
     * @throws IdlException if the IDL is wrong
     */
    public static void compile(Path idl, Path output) throws IOException {
        SortedMap<String, String> files = JavaEmitter.emit(Linker.link(read(idl)));
        Files.createDirectories(output);
        for (Path present : filesBelow(output)) {
            if (!files.containsKey(output.relativize(present).toString().replace('\\', '/'))) {
                Files.delete(present);
            }
        }
        for (var file : files.entrySet()) {
            Path path = output.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    private static SortedMap<String, String> read(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path path : filesBelow(folder)) {
            String name = path.getFileName().toString();
            if (name.endsWith(".thrift")) {
                texts.put(name, Files.readString(path));
            }
        }
        return texts;
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
