package dev.skep.idl;

import dev.skep.idl.Definition.Annotation;
import dev.skep.idl.Definition.Constant;
import dev.skep.idl.Definition.Enumeration;
import dev.skep.idl.Definition.Field;
import dev.skep.idl.Definition.Kind;
import dev.skep.idl.Definition.Method;
import dev.skep.idl.Definition.Requiredness;
import dev.skep.idl.Definition.Service;
import dev.skep.idl.Definition.Struct;
import dev.skep.idl.Definition.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one file of the Thrift language, as far as this project uses it: includes, enums, structs, unions, exceptions
 * and services. What is left out (constants, type aliases, service inheritance, fields without id) is refused by name.
 */
final class Parser {
    private static final int MAX_TYPE_NESTING = 16;

    private final List<Token> tokens;
    private int index;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Document parse(String file, String text) {
        return new Parser(Lexer.tokens(file, text)).document(withoutExtension(file));
    }

    private Document document(String name) {
        String javaPackage = "";
        List<Document.Include> includes = new ArrayList<>();
        List<Definition> definitions = new ArrayList<>();
        while (peek().kind() != Token.Kind.END) {
            Token word = identifier("a definition");
            switch (word.text()) {
                case "namespace" -> {
                    String language = identifier("a language").text();
                    String namespace = identifier("a namespace").text();
                    javaPackage = language.equals("java") ? namespace : javaPackage;
                }
                case "include" -> {
                    Token file = expect(Token.Kind.LITERAL, "a file name in quotes");
                    includes.add(new Document.Include(withoutExtension(file.text()), file.at()));
                }
                case "enum" -> definitions.add(enumeration(word.doc()));
                case "struct" -> definitions.add(struct(Kind.STRUCT, word.doc()));
                case "union" -> definitions.add(struct(Kind.UNION, word.doc()));
                case "exception" -> definitions.add(struct(Kind.EXCEPTION, word.doc()));
                case "service" -> definitions.add(service(word.doc()));
                case "const", "typedef", "senum" ->
                    throw new IdlException(word.at(), word.text() + " is not supported here");
                default -> throw new IdlException(word.at(), "a definition cannot begin with " + word.described());
            }
        }
        return new Document(name, javaPackage, includes, definitions);
    }

    private Enumeration enumeration(String doc) {
        Token name = simpleName("the enum's name");
        List<Constant> constants = new ArrayList<>();
        symbol("{");
        while (!accept("}")) {
            Token constant = simpleName("a constant's name");
            symbol("=");
            constants.add(new Constant(constant.text(), integer("the constant's number"), constant.at()));
            separator();
        }
        return new Enumeration(name.text(), doc, constants, name.at());
    }

    private Struct struct(Kind kind, String doc) {
        Token name = simpleName("a name");
        symbol("{");
        return new Struct(kind, name.text(), doc, fields("}"), name.at());
    }

    private Service service(String doc) {
        Token name = simpleName("the service's name");
        if (peek().is("extends")) {
            throw new IdlException(peek().at(), "a service cannot extend another here");
        }
        List<Method> methods = new ArrayList<>();
        symbol("{");
        while (!accept("}")) {
            methods.add(method());
        }
        return new Service(name.text(), doc, methods, name.at());
    }

    private Method method() {
        String doc = peek().doc();
        boolean oneway = accept("oneway");
        Type result = accept("void") ? new Type.Nothing() : type(0);
        Token name = simpleName("the method's name");
        symbol("(");
        List<Field> arguments = fields(")");
        List<Field> exceptions = List.of();
        if (accept("throws")) {
            symbol("(");
            exceptions = fields(")");
        }
        separator();
        return new Method(name.text(), doc, oneway, result, arguments, exceptions, name.at());
    }

    private List<Field> fields(String close) {
        List<Field> fields = new ArrayList<>();
        while (!accept(close)) {
            fields.add(field());
            separator();
        }
        return fields;
    }

    private Field field() {
        Token start = peek();
        int id = integer("a field id");
        if (id < 1 || id > Short.MAX_VALUE) {
            throw new IdlException(start.at(), "field id " + id + " is not between 1 and " + Short.MAX_VALUE);
        }
        symbol(":");
        Requiredness requiredness = accept("required")
                ? Requiredness.REQUIRED
                : accept("optional") ? Requiredness.OPTIONAL : Requiredness.DEFAULT;
        Type type = type(0);
        Token name = simpleName("the field's name");
        Optional<Value> defaultValue = accept("=") ? Optional.of(value()) : Optional.empty();
        return new Field(id, requiredness, type, name.text(), defaultValue, annotations(), start.doc(), start.at());
    }

    private Value value() {
        Token token = take();
        if (token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.END) {
            throw new IdlException(token.at(), "expected a value, found " + token.described());
        }
        return new Value(token);
    }

    private Map<String, Annotation> annotations() {
        Map<String, Annotation> annotations = new LinkedHashMap<>();
        if (accept("(")) {
            while (!accept(")")) {
                Token key = identifier("an annotation's key");
                symbol("=");
                Token value = expect(Token.Kind.LITERAL, "the annotation's value in quotes");
                if (annotations.put(key.text(), new Annotation(value.text(), value.at())) != null) {
                    throw new IdlException(key.at(), "annotation " + key.text() + " is given twice");
                }
                separator();
            }
        }
        return annotations;
    }

    private Type type(int nesting) {
        Token word = identifier("a type");
        if (nesting > MAX_TYPE_NESTING) {
            throw new IdlException(word.at(), "types are nested deeper than " + MAX_TYPE_NESTING);
        }
        switch (word.text()) {
            case "list" -> {
                return new Type.ListOf(element(nesting));
            }
            case "set" -> {
                return new Type.SetOf(element(nesting));
            }
            case "map" -> {
                symbol("<");
                Type key = type(nesting + 1);
                symbol(",");
                Type value = type(nesting + 1);
                symbol(">");
                return new Type.MapOf(key, value);
            }
            default -> {
                for (Type.Base base : Type.Base.values()) {
                    if (base.word().equals(word.text())) {
                        return base;
                    }
                }
                return named(word);
            }
        }
    }

    private Type element(int nesting) {
        symbol("<");
        Type element = type(nesting + 1);
        symbol(">");
        return element;
    }

    private static Type.Named named(Token word) {
        int dot = word.text().indexOf('.');
        return dot < 0
                ? new Type.Named("", word.text(), word.at())
                : new Type.Named(word.text().substring(0, dot), word.text().substring(dot + 1), word.at());
    }

    private void separator() {
        if (!accept(",")) {
            accept(";");
        }
    }

    private int integer(String what) {
        Token token = expect(Token.Kind.INTEGER, what);
        try {
            return Integer.parseInt(token.text());
        } catch (NumberFormatException e) {
            throw new IdlException(token.at(), token.text() + " does not fit in 32 bits");
        }
    }

    private Token identifier(String what) {
        return expect(Token.Kind.IDENTIFIER, what);
    }

    private Token simpleName(String what) {
        Token name = identifier(what);
        if (name.text().contains(".")) {
            throw new IdlException(name.at(), name.described() + " must not contain a dot");
        }
        return name;
    }

    private void symbol(String symbol) {
        if (!accept(symbol)) {
            throw new IdlException(peek().at(), "expected '" + symbol + "', found " + peek().described());
        }
    }

    private Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw new IdlException(peek().at(), "expected " + what + ", found " + peek().described());
        }
        return take();
    }

    private boolean accept(String text) {
        if (!peek().is(text)) {
            return false;
        }
        take();
        return true;
    }

    private Token peek() {
        return tokens.get(index);
    }

    private Token take() {
        Token token = tokens.get(index);
        if (token.kind() != Token.Kind.END) {
            index++;
        }
        return token;
    }

    private static String withoutExtension(String file) {
        return file.endsWith(".thrift") ? file.substring(0, file.length() - ".thrift".length()) : file;
    }
}
