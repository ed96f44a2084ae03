package dev.skep.server.store.sql;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.server.model.Column;
import dev.skep.server.model.Extras;
import dev.skep.server.model.FunctionResource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is only returned, as JSON text. The names of the model's components are the names in the store: a test holds examples of
 * each form, so that renaming a component without a migration is noticed.
 */
public final class StoredJson {
    public static final TypeReference<List<Column>> COLUMNS = new TypeReference<>() {};
    public static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    public static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};
    public static final TypeReference<List<FunctionResource>> RESOURCES = new TypeReference<>() {};

    /** Equal values are written equally: layouts are found by the hash of their text. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(NON_NULL, ALWAYS))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static {
        // What is read here was written here: a text is as long as it was when it was accepted.
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build());
    }

    private StoredJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value of " + value.getClass() + " has no JSON form", e);
        }
    }

    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw corrupt(e);
        }
    }

    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw corrupt(e);
        }
    }

    /** Null where there are none, which is nearly always. */
    public static @Nullable String writeExtras(Extras extras) {
        return extras.byFront().isEmpty() ? null : write(extras.byFront());
    }

    public static Extras readExtras(@Nullable String json) {
        return json == null ? Extras.NONE : new Extras(read(json, PARAMETERS));
    }

    private static IllegalStateException corrupt(JsonProcessingException e) {
        return new IllegalStateException(
                "A row of the catalog's database holds JSON that this program did not write", e);
    }
}
