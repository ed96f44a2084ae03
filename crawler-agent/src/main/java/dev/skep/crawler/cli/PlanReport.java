package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.plan.Action;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Removal;
import dev.skep.crawler.plan.TablePlan;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.Evidence;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.report.EvidenceJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan, printed.
 *
 * @param carriedOut true to tell what was done, false to tell what would be
 */
record PlanReport(CrawlPlan plan, boolean carriedOut) {

    private static final int COLUMNS_WIDTH = 60;

    private static final String LEFT =
            "files in its folders have changed, and were left, as only new folders are crawled";

    void text(PrintWriter out) {
        if (plan.tables().isEmpty()
                && plan.unchanged().isEmpty()
                && plan.left().isEmpty()
                && plan.removals().isEmpty()) {
            out.println("No tables were found in " + plan.source() + ".");
        } else {
            TextTable table = new TextTable("TABLE", "FORMAT", ">PARTITIONS", ">ROWS", ">SIZE", "COLUMNS", "RESULT");
            for (TablePlan each : plan.tables()) {
                FoundTable found = each.found();
                table.row(
                        plan.database() + "." + each.name(),
                        format(found),
                        found.layout().keys().isEmpty()
                                ? "-"
                                : String.valueOf(found.layout().partitions().size()),
                        rows(found),
                        found.files() == 0 && found.bytes() == 0 ? "-" : size(found.bytes()),
                        columns(each.after()),
                        result(each));
            }
            plan.unchanged().forEach(each -> table.row(row(each, Action.LEAVE_ALONE.outcome())));
            plan.left().forEach(each -> table.row(row(each, "left: no new folders")));
            for (Removal each : plan.removals()) {
                table.row(
                        plan.database() + "." + each.table().name(),
                        each.table().parameters().getOrDefault("classification", "-"),
                        "-",
                        "-",
                        "-",
                        columns(each.table()),
                        carriedOut ? each.outcome() : each.intention());
            }
            table.print(out);
        }
        notes(out);
        out.println();
        out.println(summary());
    }

    /** A table that was not looked into. */
    private String[] row(CatalogTable table, String result) {
        return new String[] {
            plan.database() + "." + table.name(),
            table.parameters().getOrDefault("classification", "-"),
            "-",
            table.parameters().getOrDefault("recordCount", "-"),
            "-",
            columns(table),
            result
        };
    }

    /** The decisions about every table, a line each. */
    void explanation(PrintWriter out) {
        for (TablePlan each : plan.tables()) {
            out.println();
            out.println(plan.database() + "." + each.name() + ":");
            each.found().decisions().forEach(decision -> out.println("  - " + decision.text()));
        }
    }

    private void notes(PrintWriter out) {
        for (TablePlan each : plan.tables()) {
            List<String> lines = new ArrayList<>();
            if (List.of(Action.ALTER, Action.ADD_PARTITIONS, Action.ALTER_PARTITIONS, Action.REFRESH)
                    .contains(each.action())) {
                lines.addAll(each.reasons());
            }
            lines.addAll(each.found().notes());
            lines.forEach(line -> out.println("  " + each.name() + ": " + line));
        }
        plan.left().forEach(each -> out.println("  " + each.name() + ": " + LEFT));
        if (!plan.problems().isEmpty()) {
            out.println();
            out.println(
                    plan.problems().size() == 1 ? "1 problem:" : plan.problems().size() + " problems:");
            for (Problem problem : plan.problems()) {
                out.println("  " + (problem.path().isEmpty() ? "." : problem.path()) + ": " + problem.reason());
            }
        }
    }

    private String summary() {
        if (plan.changesNothing() && plan.count(Action.REFUSE) == 0) {
            return "Nothing changed.";
        }
        String facts = plan.tables().stream()
                .collect(Collectors.groupingBy(TablePlan::action, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry ->
                        (carriedOut ? entry.getKey().outcome() : entry.getKey().intention()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        String removals = plan.removals().stream()
                .collect(Collectors.groupingBy(
                        removal -> carriedOut ? removal.outcome() : removal.intention(),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        String partitions = plan.newPartitions() == 0 ? "" : "; new partitions " + plan.newPartitions();
        String dropped = plan.droppedPartitions() == 0 ? "" : "; dropped partitions " + plan.droppedPartitions();
        return (carriedOut ? "Tables: " : "Dry run, nothing was written. Tables: ")
                + Stream.of(facts, removals).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "))
                + partitions
                + dropped
                + ".";
    }

    private String result(TablePlan table) {
        return carriedOut ? table.action().outcome() : table.action().intention();
    }

    private static String format(FoundTable found) {
        String compression = found.content().compression();
        String format = found.content().format();
        return compression.equals("none") ? format : format + " (" + compression + ")";
    }

    private static String rows(FoundTable found) {
        if (!found.isCounted()) {
            return "-";
        }
        return (found.rows().exact() ? "" : "~") + found.rows().rows();
    }

    private static String size(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }

    private static String columns(CatalogTable table) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (CatalogColumn column : table.columns()) {
            String next = (shown == 0 ? "" : ", ") + column.name() + " " + brief(column.type());
            if (shown > 0 && text.length() + next.length() > COLUMNS_WIDTH) {
                return text + ", … (" + table.columns().size() + ")";
            }
            text.append(next);
            shown++;
        }
        return text.toString();
    }

    /** Nested types by their outermost kind only. */
    private static String brief(String type) {
        int bracket = type.indexOf('<');
        return bracket < 0 ? type : type.substring(0, bracket) + "<…>";
    }

    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("source", plan.source());
        root.put("database", plan.database());
        root.put("createDatabase", plan.createDatabase());
        root.put("dryRun", !carriedOut);
        root.put("changed", !plan.changesNothing());
        ArrayNode tables = root.putArray("tables");
        plan.tables().forEach(table -> tables.add(json(table)));
        plan.unchanged()
                .forEach(table ->
                        tables.add(json(table, "its files are those of the last crawl, so they were not looked into")));
        plan.left().forEach(table -> tables.add(json(table, LEFT)));
        ArrayNode removals = root.putArray("removals");
        for (Removal removal : plan.removals()) {
            removals.addObject()
                    .put("name", removal.table().name())
                    .put("path", removal.path())
                    .put("location", removal.table().location())
                    .put("partitions", removal.partitions().size())
                    .put("action", removal.fate().name());
        }
        ArrayNode problems = root.putArray("problems");
        plan.problems()
                .forEach(problem ->
                        problems.addObject().put("path", problem.path()).put("reason", problem.reason()));
        ArrayNode decisions = root.putArray("decisions");
        plan.tables()
                .forEach(table -> table.found().decisions().forEach(decision -> decisions.add(json(table, decision))));
        return root;
    }

    private static ObjectNode json(TablePlan table, Evidence decision) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("table", table.name());
        return node.setAll(EvidenceJson.of(decision));
    }

    /** A table that was not looked into: what the catalog says of it. */
    private static ObjectNode json(CatalogTable table, String reason) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", table.name());
        node.put("location", table.location());
        node.put("format", table.parameters().get("classification"));
        names(node.putArray("columns"), table.columns());
        names(node.putArray("partitionKeys"), table.partitionKeys());
        node.put("action", Action.LEAVE_ALONE.name());
        node.put("newPartitions", 0);
        node.putArray("reasons").add(reason);
        return node;
    }

    private static void names(ArrayNode array, List<CatalogColumn> columns) {
        columns.forEach(column -> array.addObject().put("name", column.name()).put("type", column.type()));
    }

    private static ObjectNode json(TablePlan table) {
        FoundTable found = table.found();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("path", found.path());
        node.put("name", table.name());
        node.put("location", found.location());
        node.put("format", found.content().format());
        node.put("compression", found.content().compression());
        Set<String> keyNames =
                found.layout().keys().stream().map(PartitionLayout.Key::name).collect(Collectors.toSet());
        names(
                node.putArray("columns"),
                table.after().columns().stream()
                        .filter(column -> !keyNames.contains(column.name()))
                        .toList());
        ArrayNode keys = node.putArray("partitionKeys");
        found.layout()
                .keys()
                .forEach(key -> keys.addObject()
                        .put("name", key.name())
                        .put("type", key.type().text()));
        ArrayNode partitions = node.putArray("partitions");
        found.layout().partitions().values().forEach(values -> {
            ArrayNode row = partitions.addArray();
            values.forEach(value -> row.add(value.orElse(null)));
        });
        node.put("rows", found.isCounted() ? Long.valueOf(found.rows().rows()) : null);
        node.put("rowsExact", found.rows().exact());
        node.put("files", found.files());
        node.put("bytes", found.bytes());
        node.put("action", table.action().name());
        node.put("newPartitions", table.partitions().size());
        node.put("droppedPartitions", table.edits().dropped().size());
        node.put("alteredPartitions", table.edits().altered().size());
        ArrayNode reasons = node.putArray("reasons");
        table.reasons().forEach(reasons::add);
        ArrayNode notes = node.putArray("notes");
        found.notes().forEach(notes::add);
        return node;
    }
}
