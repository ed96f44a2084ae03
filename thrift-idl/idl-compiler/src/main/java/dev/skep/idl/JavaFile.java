package dev.skep.idl;

import java.util.TreeSet;

/** A Java source file that grows line by line, knows its imports and indents by itself. */
final class JavaFile {
    private final TreeSet<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();
    private int depth;

    /** One line; braces at its ends move the indentation. */
    JavaFile line(String text) {
        if (text.startsWith("}")) {
            depth--;
        }
        body.append("    ".repeat(text.isEmpty() ? 0 : depth)).append(text).append('\n');
        if (text.endsWith("{")) {
            depth++;
        }
        return this;
    }

    JavaFile blank() {
        return line("");
    }

    /** A documentation comment, if there is something to say. */
    JavaFile doc(String text) {
        String safe = text.replace("*/", "");
        if (safe.contains("\n")) {
            line("/**");
            safe.lines().forEach(each -> line((" * " + each).stripTrailing()));
            line(" */");
        } else if (!safe.isEmpty()) {
            line("/** " + safe + " */");
        }
        return this;
    }

    JavaFile use(String... classes) {
        for (String each : classes) {
            imports.add(each);
        }
        return this;
    }

    String text(String javaPackage, String origin) {
        StringBuilder text = new StringBuilder();
        text.append("// Generated from ").append(origin).append(".thrift; changes belong there.\n");
        text.append("package ").append(javaPackage).append(";\n\n");
        imports.forEach(each -> text.append("import ").append(each).append(";\n"));
        return text.append('\n').append(body).toString();
    }
}
