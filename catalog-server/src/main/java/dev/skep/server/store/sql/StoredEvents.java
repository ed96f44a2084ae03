package dev.skep.server.store.sql;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.Layout;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.EventKind;
import dev.skep.server.model.event.TransactionalWrite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Events as bytes: JSON, in which layouts stand once and are then referred to by their number, and which is compressed
 * unless it is short. So twenty thousand partitions that are added do not repeat their columns.
 *
 * <p>As elsewhere in the store, the names of the model's components are those of the JSON.
 */
final class StoredEvents {
    private static final int WORTH_COMPRESSING = 1_000;
    private static final byte FIRST_OF_GZIP = 0x1f;
    private static final String LAYOUTS = "layouts";
    private static final String EVENT = "event";

    private static final TypeReference<List<Layout>> LAYOUT_LIST = new TypeReference<>() {};

    private static final ObjectMapper PLAIN = mapper(new SimpleModule());
    private static final ObjectMapper SHARING = mapper(new SimpleModule()
            .addSerializer(Layout.class, new LayoutNumber())
            .addDeserializer(Layout.class, new NumberedLayout()));

    private StoredEvents() {}

    private static ObjectMapper mapper(SimpleModule module) {
        ObjectMapper mapper = JsonMapper.builder()
                // Components only: what is worked out from them is not stored.
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .defaultPropertyInclusion(JsonInclude.Value.construct(NON_NULL, ALWAYS))
                .addMixIn(ColumnStatistics.Figures.class, NamedFigures.class)
                .addMixIn(Rule.class, NamedRule.class)
                .addModule(module.addSerializer(Instant.class, new InSeconds())
                        .addDeserializer(Instant.class, new OfSeconds()))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build());
        return mapper;
    }

    static byte[] write(CatalogEvent event) {
        return write((Object) event);
    }

    static byte[] write(TransactionalWrite write) {
        return write((Object) write);
    }

    private static byte[] write(Object event) {
        Map<Layout, Integer> layouts = new LinkedHashMap<>();
        try {
            String body = SHARING.writer().withAttribute(LAYOUTS, layouts).writeValueAsString(event);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = body.length() < WORTH_COMPRESSING ? bytes : new QuickGzip(bytes);
                    JsonGenerator json = PLAIN.createGenerator(out)) {
                json.writeStartObject();
                json.writeFieldName(LAYOUTS);
                PLAIN.writeValue(json, layouts.keySet());
                json.writeFieldName(EVENT);
                json.writeRawValue(body);
                json.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("A value of " + event.getClass() + " has no JSON form", e);
        }
    }

    static CatalogEvent read(EventKind kind, byte[] bytes) {
        return read(kind.type(), bytes);
    }

    static <T> T read(Class<T> type, byte[] bytes) {
        InputStream plain = new ByteArrayInputStream(bytes);
        try (InputStream in = bytes[0] == FIRST_OF_GZIP ? new GZIPInputStream(plain) : plain;
                JsonParser json = PLAIN.createParser(in)) {
            json.nextToken();
            json.nextFieldName();
            json.nextToken();
            List<Layout> layouts = PLAIN.readValue(json, LAYOUT_LIST);
            json.nextFieldName();
            json.nextToken();
            return SHARING.readerFor(type).withAttribute(LAYOUTS, layouts).readValue(json);
        } catch (IOException e) {
            throw new IllegalStateException("The log holds a value of " + type + " that this program did not write", e);
        }
    }

    /** Speed counts for more than the last bytes: the text repeats itself a lot. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class LayoutNumber extends JsonSerializer<Layout> {
        @Override
        @SuppressWarnings("unchecked") // The writer was given this map.
        public void serialize(Layout layout, JsonGenerator json, SerializerProvider context) throws IOException {
            Map<Layout, Integer> layouts = (Map<Layout, Integer>) context.getAttribute(LAYOUTS);
            Integer known = layouts.putIfAbsent(layout, layouts.size());
            json.writeNumber(known == null ? layouts.size() - 1 : known);
        }
    }

    private static final class NumberedLayout extends JsonDeserializer<Layout> {
        @Override
        public Layout deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return (Layout) ((List<?>) context.getAttribute(LAYOUTS)).get(json.getIntValue());
        }
    }

    private static final class InSeconds extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeNumber(instant.getEpochSecond());
        }
    }

    private static final class OfSeconds extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.ofEpochSecond(json.getLongValue());
        }
    }

    /** Which figures they are, by the names that the tables of statistics use. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ColumnStatistics.OfBoolean.class, name = "BOOLEAN"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfLong.class, name = "LONG"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfDouble.class, name = "DOUBLE"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfString.class, name = "STRING"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfBinary.class, name = "BINARY"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfDecimal.class, name = "DECIMAL"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfDate.class, name = "DATE"),
        @JsonSubTypes.Type(value = ColumnStatistics.OfTimestamp.class, name = "TIMESTAMP")
    })
    private interface NamedFigures {}

    /** What a constraint says, by the names of the kinds of constraints. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Rule.PrimaryKey.class, name = "PRIMARY_KEY"),
        @JsonSubTypes.Type(value = Rule.ForeignKey.class, name = "FOREIGN_KEY"),
        @JsonSubTypes.Type(value = Rule.Unique.class, name = "UNIQUE"),
        @JsonSubTypes.Type(value = Rule.NotNull.class, name = "NOT_NULL"),
        @JsonSubTypes.Type(value = Rule.Default.class, name = "DEFAULT"),
        @JsonSubTypes.Type(value = Rule.Check.class, name = "CHECK")
    })
    private interface NamedRule {}
}
