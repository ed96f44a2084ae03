package dev.skep.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.processes.Rest;
import dev.skep.processes.Rest.Answer;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Writes by REST. */
final class RestWriteClient implements WriteClient {
    private final Rest rest;
    private final String tables;

    RestWriteClient(Rest rest, String database) {
        this.rest = rest;
        this.tables = "/" + database + "/tables";
    }

    /** A request that may be refused; a refusal is a failure of the test. */
    @FunctionalInterface
    private interface Request {
        Answer send() throws IOException;
    }

    @Override
    public void createTable(String table, Map<String, String> parameters) throws LostException {
        ObjectNode body = Rest.JSON.createObjectNode();
        body.put("name", table).put("kind", "managed");
        body.putArray("columns").addObject().put("name", "a").put("type", "int");
        body.putArray("partitionKeys").addObject().put("name", "k").put("type", "string");
        body.putObject("storage")
                .put("inputFormat", "org.apache.hadoop.mapred.TextInputFormat")
                .put("outputFormat", "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                .putObject("serde")
                .put("library", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe");
        body.set("parameters", Rest.JSON.valueToTree(parameters));
        require(201, () -> rest.post(tables, body));
    }

    @Override
    public void replaceParameters(String table, Map<String, String> parameters) throws LostException {
        JsonNode current = require(200, () -> rest.getDatabases(tables + "/" + table));
        ObjectNode next = current.deepCopy();
        next.set("parameters", Rest.JSON.valueToTree(parameters));
        require(200, () -> rest.put(tables + "/" + table, next));
    }

    @Override
    public void addPartitions(String table, Collection<String> values) throws LostException {
        ObjectNode body = Rest.JSON.createObjectNode();
        ArrayNode partitions = body.putArray("partitions");
        values.forEach(value -> partitions.addObject().putArray("values").add(value));
        require(201, () -> rest.post(tables + "/" + table + "/partitions", body));
    }

    @Override
    public void dropPartitions(String table, Collection<String> values) throws LostException {
        ObjectNode body = Rest.JSON.createObjectNode();
        ArrayNode names = body.putArray("names");
        values.forEach(value -> names.add("k=" + value));
        require(200, () -> rest.post(tables + "/" + table + "/partitions/delete", body));
    }

    @Override
    public void dropTable(String table) throws LostException {
        require(204, () -> rest.delete(tables + "/" + table));
    }

    @Override
    public void close() {}

    private static JsonNode require(int status, Request request) throws LostException {
        Answer answer;
        try {
            answer = request.send();
        } catch (IOException e) {
            throw new LostException(e);
        }
        if (answer.status() >= 500) {
            throw new LostException(answer.toString());
        }
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + ", not " + answer);
        }
        return answer.body();
    }
}
