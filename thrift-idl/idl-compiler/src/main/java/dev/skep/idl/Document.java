package dev.skep.idl;

import java.util.List;

/**
 * One parsed IDL file.
 *
 * @param name file name without extension
 * @param javaPackage the {@code java} namespace, or the empty string
 */
record Document(String name, String javaPackage, List<Include> includes, List<Definition> definitions) {
    /** Another file's name without extension. */
    record Include(String name, Position at) {}
}
