package dev.skep.server.front.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as this interface reads and writes it. Reading is strict: a field that the shape does not have, a value of another
 * type and a field given twice are refused by name. Writing leaves out what is absent.
 */
final class RestJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.SET, Nulls.FAIL))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private RestJson() {}

    /** Reads the whole body as one value of the shape. */
    static <T> T read(InputStream body, Class<T> shape) {
        @Nullable T read;
        try {
            read = MAPPER.readValue(body, shape);
        } catch (IOException e) {
            throw refusal(e);
        }
        if (read == null) {
            throw CatalogException.invalid("The body must be an object, not null");
        }
        return read;
    }

    /** The value with a merge patch applied to it. */
    static <T> T patched(T current, JsonNode patch) {
        @SuppressWarnings("unchecked") // getClass() of a T is a class of T
        Class<T> shape = (Class<T>) current.getClass();
        try {
            return MAPPER.treeToValue(MergePatch.apply(MAPPER.valueToTree(current), patch), shape);
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    static String write(Object shape) {
        try {
            return MAPPER.writeValueAsString(shape);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException refusal(IOException e) {
        // Jackson wraps what the stream itself refuses.
        if (e.getCause() instanceof CatalogException refused) {
            return refused;
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return CatalogException.invalid("There is no field '" + path(unknown.getPath()) + "'; known here are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList());
        }
        if (e instanceof MismatchedInputException mismatch) {
            String field = path(mismatch.getPath());
            return CatalogException.invalid((field.isEmpty() ? "The body" : "The field '" + field + "'") + " must be "
                    + nameOf(mismatch.getTargetType()));
        }
        if (e instanceof StreamReadException || e instanceof StreamConstraintsException) {
            JsonProcessingException broken = (JsonProcessingException) e;
            return CatalogException.invalid("The body is not valid JSON: " + broken.getOriginalMessage()
                    + (broken.getLocation() == null
                            ? ""
                            : " (line " + broken.getLocation().getLineNr() + ", column "
                                    + broken.getLocation().getColumnNr() + ")"));
        }
        if (e instanceof CharConversionException) {
            return CatalogException.invalid("The body is not valid UTF-8");
        }
        return new CatalogException(ErrorKind.INVALID, "The body could not be read to its end", e);
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String nameOf(@Nullable Class<?> target) {
        if (target == null) {
            return "of another type";
        }
        if (target == String.class) {
            return "a text";
        }
        if (target == Integer.class || target == Long.class) {
            return "a whole number";
        }
        if (target == Boolean.class) {
            return "true or false";
        }
        if (Collection.class.isAssignableFrom(target)) {
            return "a list without nulls";
        }
        return Map.class.isAssignableFrom(target) ? "an object of texts" : "an object";
    }
}
