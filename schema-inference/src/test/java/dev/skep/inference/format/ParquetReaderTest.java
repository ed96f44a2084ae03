package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetReaderTest extends BinaryFormatKit {

    @Override
    Expected expected() {
        return new Expected(
                Format.PARQUET,
                resource("nullable.impala.parquet"),
                List.of(
                        "id bigint",
                        "int_array array<int>",
                        "int_array_array array<array<int>>",
                        "int_map map<string,int>",
                        "int_map_array array<map<string,int>>",
                        "nested_struct struct<A:int,b:array<int>,C:struct<d:array<array<struct<E:int,F:string>>>>,"
                                + "g:map<string,struct<H:struct<i:array<double>>>>>"),
                7);
    }

    @Test
    void readsPlainTypesAndOldTimestamps() throws IOException {
        assertThat(columns(schema(infer("data", resource("alltypes_plain.parquet")))))
                .containsExactly(
                        "id int",
                        "bool_col boolean",
                        "tinyint_col int",
                        "smallint_col int",
                        "int_col int",
                        "bigint_col bigint",
                        "float_col float",
                        "double_col double",
                        "date_string_col binary",
                        "string_col binary",
                        "timestamp_col timestamp");
    }

    /** A column v of 64 bits, without bounds in the footer: of 7, -3 and 2^40, and of 1 and 2^53 + 1. */
    @ParameterizedTest
    @CsvSource({
        "504152311500153015302c150615001506150600000700000000000000fdffffffffffffff0000000000010000"
                + "1502192c48017215020015042500180176001606191c191c26081c1504191500191801761500160616521652"
                + "260800001652160600003600000050415231, v from -3 to 1099511627776",
        "504152311500152015202c15041500150615060000010000000000000001000000000020001502192c480172"
                + "15020015042500180176001604191c191c26081c15041915001918017615001604164216422608000016421604"
                + "00003600000050415231, v from 1 to 9007199254740993"
    })
    void findsTheBoundsOfWholeNumbersThatTheFooterLacks(String file, String bounds) throws IOException {
        InferredColumn column =
                schema(infer("data", HexFormat.of().parseHex(file))).columns().get(0);
        assertThat(column.name() + " " + column.statistics().text()).startsWith(bounds);
    }

    @Test
    void readsListsOfTwoLevels() throws IOException {
        assertThat(columns(schema(infer("data", resource("old_list_structure.parquet")))))
                .containsExactly("a array<array<int>>");
    }

    @Test
    void refusesACountBeyondTheFooterBeforeAllocating() throws IOException {
        // Field 2, a list of structs, whose count is 2^31 - 1.
        byte[] footer = {0x29, (byte) 0xfc, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0};
        assertThat(infer("data", file(footer, footer.length))).isInstanceOfSatisfying(Unreadable.class, it -> {
            assertThat(it.cause()).isEqualTo(Cause.CORRUPT);
            assertThat(it.text()).startsWith("unreadable, because its footer counts");
        });
    }

    @Test
    void refusesAFooterLongerThanTheFile() throws IOException {
        assertThat(infer("data", file(new byte[8], Integer.MAX_VALUE)))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.CORRUPT));
    }

    private static byte[] file(byte[] footer, int claimed) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        file.writeBytes(magic);
        file.writeBytes(footer);
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(claimed)
                .array());
        file.writeBytes(magic);
        return file.toByteArray();
    }
}
