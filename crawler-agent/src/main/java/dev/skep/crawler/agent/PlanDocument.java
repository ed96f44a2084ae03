package dev.skep.crawler.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Removal;
import dev.skep.crawler.plan.TablePlan;
import dev.skep.crawler.source.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The plans of a run's targets as the one that is kept with the run. */
final class PlanDocument {

    /** So many partitions of a table are named; the others are counted. */
    private static final int NAMED_PARTITIONS = 100;

    /** So many decisions are kept. */
    private static final int KEPT_DECISIONS = 5_000;

    private PlanDocument() {}

    /** @param plans a report of each target, as {@code skep crawl -o json} prints it */
    static ObjectNode of(List<ObjectNode> plans) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode sources = document.putArray("sources");
        boolean changed = false;
        ArrayNode tables = document.putArray("tables");
        ArrayNode removals = document.putArray("removals");
        ArrayNode problems = document.putArray("problems");
        ArrayNode decisions = document.putArray("decisions");
        long left = 0;
        for (ObjectNode plan : plans) {
            sources.add(plan.path("source").asText());
            document.set("database", plan.path("database"));
            changed |= plan.path("changed").asBoolean();
            plan.path("tables").forEach(table -> tables.add(shortened(table)));
            plan.path("removals").forEach(removals::add);
            plan.path("problems").forEach(problems::add);
            for (JsonNode decision : plan.path("decisions")) {
                if (decisions.size() < KEPT_DECISIONS) {
                    decisions.add(decision);
                } else {
                    left++;
                }
            }
        }
        document.put("changed", changed);
        if (left > 0) {
            document.put("decisionsLeftOut", left);
        }
        return document;
    }

    /** Adds problems that are none of a target. */
    static void addProblems(ObjectNode document, List<Problem> problems) {
        problems.forEach(problem -> document.withArray("problems")
                .addObject()
                .put("path", problem.path())
                .put("reason", problem.reason()));
    }

    private static JsonNode shortened(JsonNode table) {
        ObjectNode copy = table.deepCopy();
        JsonNode partitions = table.path("partitions");
        copy.put("partitionCount", partitions.size());
        if (partitions.size() > NAMED_PARTITIONS) {
            ArrayNode named = copy.putArray("partitions");
            for (int i = 0; i < NAMED_PARTITIONS; i++) {
                named.add(partitions.get(i));
            }
        }
        return copy;
    }

    /** True if tables would be created, altered or dropped, or partitions dropped; new ones and figures follow the data. */
    static boolean changesTables(List<CrawlPlan> plans) {
        return plans.stream()
                .anyMatch(plan -> plan.tables().stream().anyMatch(PlanDocument::changes)
                        || plan.removals().stream().anyMatch(Removal::writes));
    }

    /** Equal for plans that change tables alike. */
    static String fingerprint(List<CrawlPlan> plans) {
        StringBuilder text = new StringBuilder();
        for (CrawlPlan plan : plans) {
            for (TablePlan table : plan.tables()) {
                if (changes(table)) {
                    text.append(plan.database())
                            .append('.')
                            .append(table.name())
                            .append(' ')
                            .append(table.action())
                            .append(' ')
                            .append(table.after().columns())
                            .append(table.after().partitionKeys())
                            .append(table.after().storage())
                            .append(table.after().location());
                    table.edits().dropped().forEach(dropped -> text.append(dropped.name()));
                    text.append('\n');
                }
            }
            for (Removal removal : plan.removals()) {
                if (removal.writes()) {
                    text.append(plan.database())
                            .append('.')
                            .append(removal.table().name())
                            .append(' ')
                            .append(removal.fate());
                    removal.partitions().forEach(gone -> text.append(' ').append(gone.name()));
                    text.append('\n');
                }
            }
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static boolean changes(TablePlan table) {
        if (!table.edits().dropped().isEmpty()) {
            return true;
        }
        return switch (table.action()) {
            case CREATE, ALTER -> true;
            case ADD_PARTITIONS, ALTER_PARTITIONS, REFRESH, LEAVE_ALONE, REFUSE -> false;
        };
    }
}
