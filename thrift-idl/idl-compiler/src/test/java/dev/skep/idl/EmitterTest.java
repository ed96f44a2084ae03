package dev.skep.idl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmitterTest {
    static final String EXAMPLE = """
            /** A colour. */
            enum colour_kind { RED = 1, GREEN = 2 }
            # all the types there are
            struct Everything {
              1: required bool a; 2: optional byte b, 3: i16 c = -1
              4: i32 d, 5: required i64 e, 6: double f, 7: string g = "x", 8: binary h, // a comment
              9: list<string> i, 10: set<i64> j, 11: map<string, list<i32>> class,
              12: colour_kind l = colour_kind.RED, 13: list<colour_kind> m,
              14: list<Everything> n (skep.streamed = "true"),
              15: optional string o (skep.since = "hive3"),
              16: optional i32 p (skep.hive2.id = "15"),
              17: required list<i64> q (skep.hive2.type = "set<i64>"),
            }
            union Either { 1: string left, 2: list<i32> right }
            exception Trouble { 1: string message }
            service Things {
              list<Everything> all_things(1: string name_like, 2: i32 max = 10) throws (1: Trouble o1),
              oneway void forget()
            }
            """;

    @TempDir
    Path folder;

    @Test
    void fieldsBecomeComponents() {
        assertThat(emitted().get("x/y/Everything.java"))
                .startsWith("// Generated from a.thrift; changes belong there.\npackage x.y;\n")
                .contains("        boolean a,\n")
                .contains("        @Nullable Byte b,\n")
                .contains("        @Nullable Map<String, List<Integer>> class_,\n")
                .contains("        @Nullable Elements<Everything> n,\n")
                .contains("        UnknownFields unknown)\n")
                .contains("public short cOrDefault()")
                .contains("return l == null ? ColourKind.RED : l;");
    }

    @Test
    void anOldFormIsReadByItsHeaders() {
        assertThat(emitted().get("x/y/Everything.java"))
                .contains("case 15 << 8 | TType.STRING -> o = wireIn.string();")
                .contains("case 15 << 8 | TType.I32 -> {\n                        wireHive2 = true;\n"
                        + "                        p = wireIn.i32();")
                .contains("case 17 << 8 | TType.SET -> {")
                .contains("wireOut.field(17, Containers.Q_HIVE2, wireValue.q);");
    }

    @Test
    void anEnumHasAPlaceForUnknownNumbers() {
        assertThat(emitted().get("x/y/ColourKind.java"))
                .contains("/** A colour. */\npublic enum ColourKind implements ThriftEnum {")
                .contains("default -> UNRECOGNIZED;");
    }

    @Test
    void aUnionIsSealed() {
        assertThat(emitted().get("x/y/Either.java"))
                .contains("public sealed interface Either {")
                .contains("record Left(String value) implements Either {")
                .contains("record Unrecognized(UnknownFields unknown) implements Either {}");
    }

    @Test
    void aServiceIsAnInterfaceAndItsDescription() {
        assertThat(emitted().get("x/y/Things.java"))
                .contains("public interface Things<C> {")
                .contains("Elements<Everything> allThings(AllThingsArgs args, C call) throws Trouble;")
                .contains("void forget(ForgetArgs args, C call);");
        assertThat(emitted().get("x/y/ThingsMethods.java"))
                .contains("\"all_things\",")
                .contains("new DeclaredException<>(1, 1, 1, Generation.HIVE_2, Trouble.class, Trouble.CODEC)");
    }

    @Test
    void theOutputIsTheSameEveryTime() {
        assertThat(emitted()).isEqualTo(emitted());
    }

    @Test
    void onlyWhatChangedIsWrittenAndWhatIsGoneIsDeleted() throws IOException {
        Path idl = Files.createDirectories(folder.resolve("idl"));
        Path output = folder.resolve("out");
        Files.writeString(idl.resolve("a.thrift"), "namespace java x\nstruct A {}\nstruct B {}\nstruct C {}\n");
        IdlCompiler.compile(idl, output);
        FileTime past = FileTime.fromMillis(0);
        for (String name : new String[] {"A", "B", "C"}) {
            Files.setLastModifiedTime(output.resolve("x/" + name + ".java"), past);
        }

        Files.writeString(idl.resolve("a.thrift"), "namespace java x\nstruct A {}\nstruct B { 1: i32 n }\n");
        IdlCompiler.compile(idl, output);

        assertThat(Files.getLastModifiedTime(output.resolve("x/A.java"))).isEqualTo(past);
        assertThat(Files.getLastModifiedTime(output.resolve("x/B.java"))).isGreaterThan(past);
        try (Stream<Path> files = Files.list(output.resolve("x"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("A.java", "B.java", "package-info.java");
        }
    }

    private static Map<String, String> emitted() {
        return JavaEmitter.emit(Linker.link(new TreeMap<>(Map.of("a.thrift", "namespace java x.y\n" + EXAMPLE))));
    }
}
