package dev.skep.crawler.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what stores say of their objects: event notifications of Amazon S3 and of stores that write them alike, plainly or in
 * the envelope of SNS, and events of EventBridge.
 */
final class Notification {

    /** An envelope in an envelope in an envelope is no notification. */
    private static final int DEEPEST = 3;

    /** Kinds of events after which an object holds what it held before. */
    private static final Set<String> WITHOUT_CHANGE = Set.of(
            "ObjectTagging",
            "ObjectAcl",
            "Replication",
            "LifecycleTransition",
            "IntelligentTiering",
            "Object Tags Added",
            "Object Tags Deleted",
            "Object ACL Updated",
            "Object Storage Class Changed",
            "Object Access Tier Changed",
            "Object Restore Initiated");

    private static final Set<String> REMOVALS =
            Set.of("ObjectRemoved", "LifecycleExpiration", "ReducedRedundancyLostObject", "Object Deleted");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Notification() {}

    /** The text of a message is no notification of a store; the message says what it is instead. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /**
     * The changes that a message tells of; none if it tells of what is no change, as does the test that a store sends first.
     *
     * @throws UnreadableException if it tells of anything but objects of a store
     */
    static List<ObjectChange> read(String text) throws UnreadableException {
        return read(text, 1);
    }

    private static List<ObjectChange> read(String text, int depth) throws UnreadableException {
        JsonNode json = json(text);
        if (json.path("Message").isTextual() && json.has("TopicArn")) {
            String type = json.path("Type").asText();
            if (!type.equals("Notification")) {
                throw new UnreadableException("it is a " + type + " of the topic "
                        + json.path("TopicArn").asText() + ", not a notification; confirm the subscription by hand");
            }
            if (depth == DEEPEST) {
                throw new UnreadableException("it is an envelope in an envelope");
            }
            return read(json.path("Message").asText(), depth + 1);
        }
        if (json.path("Event").asText().equals("s3:TestEvent")) {
            return List.of();
        }
        if (json.path("Records").isArray()) {
            if (json.path("Records").isEmpty()) {
                throw new UnreadableException("it has no records");
            }
            List<ObjectChange> changes = new ArrayList<>();
            for (JsonNode each : json.path("Records")) {
                changes.addAll(record(each));
            }
            return changes;
        }
        if (json.has("detail-type") && json.path("source").asText().equals("aws.s3")) {
            JsonNode detail = json.path("detail");
            return change(json.path("detail-type").asText(), detail.path("bucket"), detail.path("object"), false);
        }
        throw new UnreadableException("it is no notification of a store");
    }

    private static JsonNode json(String text) throws UnreadableException {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableException("it is no JSON: " + e.getOriginalMessage());
        }
        throw new UnreadableException("it is no JSON object");
    }

    private static List<ObjectChange> record(JsonNode record) throws UnreadableException {
        if (!record.path("s3").isObject()) {
            throw new UnreadableException(
                    "a record of it comes from '" + record.path("eventSource").asText() + "', not from a store");
        }
        String name = record.path("eventName").asText();
        String kind = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
        int colon = kind.indexOf(':');
        JsonNode s3 = record.path("s3");
        return change(colon < 0 ? kind : kind.substring(0, colon), s3.path("bucket"), s3.path("object"), true);
    }

    /** @param encoded true if the key is written as forms write it: {@code +} for a blank, {@code %XX} for a byte */
    private static List<ObjectChange> change(String kind, JsonNode bucket, JsonNode object, boolean encoded)
            throws UnreadableException {
        if (WITHOUT_CHANGE.contains(kind)) {
            return List.of();
        }
        String name = bucket.path("name").asText();
        String key = object.path("key").asText();
        if (name.isEmpty() || key.isEmpty()) {
            throw new UnreadableException("it names no bucket or no key");
        }
        // A kind that nobody knows is looked at: that costs little, and misses nothing.
        return List.of(new ObjectChange(name, encoded ? decoded(key) : key, REMOVALS.contains(kind)));
    }

    private static String decoded(String key) throws UnreadableException {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("its key '" + key + "' is not encoded as keys are: " + e.getMessage());
        }
    }
}
