package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.junit.jupiter.api.Test;

class BsonReaderTest extends TextFormatKit {

    @Override
    Expected expected() {
        return new Expected(
                Format.BSON,
                bson("""
                        {_id: {$oid: '507f1f77bcf86cd799439011'}, n: 1, big: {$numberLong: '5000000000'}, x: 1.5,
                         price: {$numberDecimal: '12.30'}, at: {$date: 1}, ok: true, tags: ['a', 'b'],
                         geo: {lat: 1.5}, raw: {$binary: {base64: 'AAEC', subType: '00'}}}""", """
                        {_id: {$oid: '507f1f77bcf86cd799439012'}, n: null, x: 2, price: {$numberDecimal: '1E+3'},
                         geo: {lat: 2.5, n: 7}, late: /a.*/}"""),
                List.of(
                        "_id string",
                        "n int",
                        "big bigint",
                        "x double",
                        "price decimal(6,2)",
                        "at timestamp",
                        "ok boolean",
                        "tags array<string>",
                        "geo struct<lat:double,n:int>",
                        "raw binary",
                        "late string"),
                2);
    }

    private static byte[] bson(String... documents) {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        for (String json : documents) {
            try (BasicOutputBuffer buffer = new BasicOutputBuffer();
                    BsonBinaryWriter writer = new BsonBinaryWriter(buffer)) {
                new BsonDocumentCodec()
                        .encode(
                                writer,
                                BsonDocument.parse(json),
                                EncoderContext.builder().build());
                dump.writeBytes(buffer.toByteArray());
            }
        }
        return dump.toByteArray();
    }

    @Test
    void countsValuesThatAreNotThere() throws IOException {
        InferredSchema schema = schema(infer("data", expected().sample()));
        assertThat(schema.columns().stream().map(column -> column.statistics().nulls()))
                .containsExactly(0L, 1L, 1L, 0L, 0L, 1L, 1L, 1L, 0L, 1L, 1L);
        assertThat(schema.format().isTable()).isFalse();
    }

    @Test
    void joinsWhatValuesOfOneFieldState() throws IOException {
        byte[] dump = bson(
                "{a: 1, b: 1, c: {$numberLong: '1'}, d: [1], e: {x: 1}, f: {$numberDecimal: 'NaN'}}",
                "{A: 2.5, b: 'x', c: 1.5, d: 1, e: {X: {$numberLong: '1'}}, f: {$numberDecimal: '1'}}");
        assertThat(columns(schema(infer("data", dump))))
                .containsExactly("a double", "b string", "c string", "d string", "e struct<x:bigint>", "f string");
    }

    @Test
    void refusesWhatIsCutOrClaimsTooMuch() throws IOException {
        byte[] dump = expected().sample();
        assertThat(infer("data", Arrays.copyOf(dump, dump.length - 1))).isInstanceOfSatisfying(Unreadable.class, it -> {
            assertThat(it.cause()).isEqualTo(Cause.TRUNCATED);
            assertThat(it.detail()).startsWith("it ends in the middle of the document that begins at byte");
        });
        ByteBuffer claim =
                ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.MAX_VALUE);
        claim.put((byte) 2).put((byte) 'a').put((byte) 0).putInt(Integer.MAX_VALUE);
        assertThat(infer("dump.bson", claim.array()))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TRUNCATED));
    }

    @Test
    void refusesDeepNestingAndTooManyFields() throws IOException {
        String deep = "{a: ".repeat(500) + "1" + "}".repeat(500);
        StringBuilder wide = new StringBuilder("{");
        for (int i = 0; i < 110_000; i++) {
            wide.append('k').append(i).append(": 1,");
        }
        for (byte[] dump : List.of(bson(deep), bson(wide.append("z: 1}").toString()))) {
            assertThat(infer("dump.bson", dump))
                    .isInstanceOfSatisfying(
                            Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
        }
    }

    @Test
    void takesDocumentsWithoutFieldsForNothing() throws IOException {
        assertThat(infer("dump.bson", bson("{}", "{}")))
                .isInstanceOfSatisfying(
                        Empty.class, it -> assertThat(it.format()).isEqualTo(Format.BSON));
    }
}
