package dev.skep.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is refused with the place and the reason. */
class RefusalTest {
    private static final String HEAD = "namespace java x.y\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    struct S { 1: string a, 1: string b }         | 2:25 | field id 1 is used twice
                    struct S { 1: string a, 2: string a }         | 2:25 | field name a is used twice or reserved
                    struct S { 1: string a_b, 2: i32 aB }         | 2:27 | field name aB is used twice or reserved
                    struct S { 1: string unknown }                | 2:12 | field name unknown is used twice or reserved
                    struct S { 0: string a }                      | 2:12 | field id 0 is not between 1 and 32767
                    struct S { -4: string a }                     | 2:12 | field id -4 is not between 1 and 32767
                    struct S { 40000: string a }                  | 2:12 | field id 40000 is not between 1 and 32767
                    struct S { 99999999999: string a }            | 2:12 | 99999999999 does not fit in 32 bits
                    struct S { string a }                         | 2:12 | expected a field id, found 'string'
                    struct S { 1: T a }                           | 2:15 | type T is not defined in main.thrift
                    struct S { 1: list<T> a }                     | 2:20 | type T is not defined in main.thrift
                    struct S { 1: other.T a }                     | 2:15 | other.thrift is not included
                    struct S { 1: list<string a }                 | 2:27 | expected '>', found 'a'
                    struct S { 1: map<string> a }                 | 2:25 | expected ',', found '>'
                    struct S { 1: string a                        | 3:1  | expected a field id, found the end of the file
                    struct { 1: string a }                        | 2:8  | expected a name, found '{'
                    struct S {} struct S {}                       | 2:20 | S is already defined at main.thrift:2:8
                    service S {} struct T { 1: S a }              | 2:28 | S is a service, not a type
                    enum E { A = 1, B = 1 }                       | 2:17 | number 1 is used twice
                    enum E { A = 1, A = 2 }                       | 2:17 | constant A is used twice or reserved
                    enum E { A }                                  | 2:12 | expected '=', found '}'
                    enum E { A = 1 } struct S { 1: set<E> a }     | 2:36 | an enum can only be a field or the element of a list here
                    enum E { A = 1 } union U { 1: E a }           | 2:28 | an enum cannot be an alternative of a union here
                    union U { 1: required string a }              | 2:11 | the alternatives of a union are neither required nor annotated
                    service S { void f() void f() }               | 2:27 | method f is declared twice
                    service S { oneway i32 f() }                  | 2:24 | a oneway method has no result and no exceptions
                    struct E {} service S { void f() throws (1: E e) } | 2:42 | e is not an exception
                    service S extends T {}                        | 2:11 | a service cannot extend another here
                    struct FArgs {} service S { void f() }        | 2:34 | the name of its arguments, FArgs, is taken
                    struct S { 1: i32 a = "b" }                   | 2:23 | "b" is not a default for a
                    struct S { 1: bool a = 1 }                    | 2:24 | '1' is not a default for a
                    struct S { 1: list<i32> a = 1 }               | 2:29 | '1' is not a default for a
                    enum E { A = 1 } struct S { 1: E a = E.B }    | 2:38 | 'E.B' is not a default for a
                    struct S { 1: i32 a (skep.new = "1") }        | 2:33 | "1" is no value for skep.new on a
                    struct S { 1: i32 a (skep.streamed = "true") } | 2:38 | "true" is no value for skep.streamed on a
                    struct S { 1: i32 a (skep.since = "hive9") }  | 2:35 | "hive9" is no value for skep.since on a
                    struct S { 1: i32 a (skep.since = "hive3", skep.since = "hive3") } | 2:44 | annotation skep.since is given twice
                    typedef i32 T                                 | 2:1  | typedef is not supported here
                    const i32 A = 1                               | 2:1  | const is not supported here
                    whatever                                      | 2:1  | a definition cannot begin with 'whatever'
                    struct S { 1: string a ?                      | 2:24 | unexpected character '?'
                    include "main                                 | 2:9  | literal without closing quote
                    /* no end                                     | 2:1  | comment without end
                    include "missing.thrift"                      | 2:9  | there is no file missing.thrift
                    include "main.thrift"                         | 2:9  | includes run in a circle: main -> main
                    """)
    void namesPlaceAndReason(String idl, String place, String reason) {
        assertThatThrownBy(() -> link(Map.of("main.thrift", HEAD + idl + "\n")))
                .isInstanceOf(IdlException.class)
                .hasMessage("main.thrift:" + place + ": " + reason);
    }

    @Test
    void includesInACircleAreShown() {
        assertThatThrownBy(() -> link(Map.of(
                        "a.thrift", HEAD + "include \"b.thrift\"",
                        "b.thrift", HEAD + "include \"c.thrift\"",
                        "c.thrift", HEAD + "include \"a.thrift\"")))
                .hasMessage("c.thrift:2:9: includes run in a circle: a -> b -> c -> a");
    }

    @Test
    void aTypeOfAFileThatIsNotIncludedIsRefused() {
        assertThatThrownBy(() -> link(Map.of(
                        "a.thrift", HEAD + "struct A { 1: B b }",
                        "b.thrift", HEAD + "struct B {}")))
                .hasMessage("a.thrift:2:15: type B is not defined in a.thrift");
    }

    @Test
    void filesNeedOneJavaPackage() {
        assertThatThrownBy(() -> link(Map.of(
                        "a.thrift", "namespace java x",
                        "b.thrift", "namespace java y")))
                .hasMessage("All files need one and the same java namespace, found [x, y]");
    }

    @Test
    void typesCannotBeNestedWithoutEnd() {
        String idl = HEAD + "struct S { 1: " + "list<".repeat(100_000) + "i32" + ">".repeat(100_000) + " a }";
        assertThatThrownBy(() -> link(Map.of("a.thrift", idl))).hasMessageContaining("nested deeper than");
    }

    /** Damaged files are refused like any other mistake, never with an error of ours. */
    @Test
    void damagedFilesAreReadOrRefused() {
        Random random = new Random(7);
        String sound = HEAD + EmitterTest.EXAMPLE;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder damaged = new StringBuilder(sound);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (' ' + random.nextInt(95)));
            }
            try {
                assertThat(link(Map.of("a.thrift", damaged.toString()))).isNotNull();
            } catch (IdlException e) {
                assertThat(e).hasMessageStartingWith("a.thrift:");
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("java namespace");
            }
        }
    }

    private static Program link(Map<String, String> files) {
        SortedMap<String, String> sorted = new TreeMap<>(files);
        return Linker.link(sorted);
    }
}
