package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Crawlers, runs and plans, as the server tells them, for people. */
final class RunText {

    private RunText() {}

    static void crawler(PrintWriter out, JsonNode crawler) {
        head(out, "Crawler", crawler.path("name").asText());
        head(out, "Description", crawler.path("description").asText());
        crawler.path("targets").forEach(target -> head(out, "Target", target(target)));
        head(out, "Database", crawler.path("database").asText());
        head(out, "Table prefix", crawler.path("tablePrefix").asText());
        crawler.path("options")
                .properties()
                .forEach(option -> head(
                        out, "Option", option.getKey() + "=" + option.getValue().asText()));
        JsonNode events = crawler.path("events");
        head(
                out,
                "Queue",
                events.path("queue").asText()
                        + (events.has("connection")
                                ? " by " + events.path("connection").asText()
                                : ""));
        String schedule = schedule(crawler);
        head(out, "Schedule", schedule.equals("-") ? "on demand" : schedule);
        JsonNode policy = crawler.path("policy");
        head(
                out,
                "Policy",
                "overlap " + policy.path("overlap").asText() + ", missed "
                        + policy.path("missed").asText() + ", attempts "
                        + policy.path("attempts").asText() + ", approval "
                        + policy.path("approval").asText());
        head(out, "Pool", crawler.path("pool").asText());
        head(out, "Version", crawler.path("version").asText());
        JsonNode status = crawler.path("status");
        if (status.has("nextRunAt")) {
            head(out, "Next run", time(status.path("nextRunAt")));
        }
        if (status.has("currentRun")) {
            head(out, "Now", progress(status.path("currentRun")));
        }
        if (status.has("lastRun")) {
            head(out, "Last run", time(status.at("/lastRun/endedAt")) + " " + outcome(status.path("lastRun")));
            head(out, "", status.at("/lastRun/error").asText());
        }
    }

    static void run(PrintWriter out, JsonNode run) {
        head(out, "Run", run.path("id").asText());
        head(out, "Crawler", run.path("crawler").asText());
        head(
                out,
                "State",
                run.path("state").asText()
                        + (run.path("dryRun").asBoolean() ? " (dry run)" : "")
                        + (run.path("full").asBoolean() ? " (full)" : ""));
        if (run.has("progress")) {
            head(out, "Progress", progress(run));
        }
        head(out, "Agent", run.path("agent").asText());
        if (run.has("endedAt")) {
            head(out, "Time", duration(run));
            JsonNode counts = run.path("counts");
            head(
                    out,
                    "Tables",
                    "created " + counts.path("tablesCreated").asLong() + ", updated "
                            + counts.path("tablesUpdated").asLong() + ", unchanged "
                            + counts.path("tablesUnchanged").asLong() + ", deprecated "
                            + counts.path("tablesDeprecated").asLong() + ", deleted "
                            + counts.path("tablesDeleted").asLong() + ", refused "
                            + counts.path("tablesRefused").asLong());
            head(
                    out,
                    "Partitions",
                    "created " + counts.path("partitionsCreated").asLong() + ", updated "
                            + counts.path("partitionsUpdated").asLong() + ", deleted "
                            + counts.path("partitionsDeleted").asLong());
            head(
                    out,
                    "Files",
                    "listed " + counts.path("filesListed").asLong() + ", sampled "
                            + counts.path("filesSampled").asLong() + ", bytes read "
                            + counts.path("bytesRead").asLong());
            if (counts.path("messagesRead").asLong() > 0) {
                head(
                        out,
                        "Messages",
                        "read " + counts.path("messagesRead").asLong() + ", left in the queue "
                                + counts.path("messagesLeft").asLong());
            }
        }
        head(out, "Approved by", run.path("approvedBy").asText());
        head(out, "Error", run.path("error").asText());
    }

    static void runs(PrintWriter out, List<JsonNode> runs) {
        TextTable table = new TextTable(
                ">RUN", "STATE", "CAUSE", "QUEUED", ">TIME", ">CREATED", ">UPDATED", ">PARTITIONS", ">FILES", "ERROR");
        for (JsonNode run : runs) {
            JsonNode counts = run.path("counts");
            table.row(
                    run.path("id").asText(),
                    run.path("state").asText(),
                    run.path("cause").asText() + (run.path("dryRun").asBoolean() ? ", dry run" : ""),
                    time(run.path("queuedAt")),
                    duration(run),
                    counts.path("tablesCreated").asText(),
                    counts.path("tablesUpdated").asText(),
                    counts.path("partitionsCreated").asText(),
                    counts.path("filesListed").asText(),
                    run.path("error").asText(""));
        }
        table.print(out);
    }

    static void plan(PrintWriter out, JsonNode plan) {
        JsonNode messages = plan.path("messages");
        if (messages.isObject()) {
            out.println("Messages: " + messages.path("received").asLong() + " received, "
                    + messages.path("unreadable").asLong() + " unreadable; "
                    + messages.path("changes").asLong() + " changes, "
                    + messages.path("elsewhere").asLong() + " of them elsewhere"
                    + (messages.path("everythingListed").asBoolean() ? "; everything was listed" : ""));
        }
        for (JsonNode table : plan.path("tables")) {
            out.println(plan.path("database").asText() + "."
                    + table.path("name").asText() + ": "
                    + table.path("action").asText().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + ", " + table.path("format").asText() + ", "
                    + files(table) + " in " + table.path("location").asText());
            table.path("reasons").forEach(reason -> out.println("  - " + reason.asText()));
            table.path("notes").forEach(note -> out.println("  - " + note.asText()));
            for (JsonNode decision : plan.path("decisions")) {
                if (decision.path("table").asText().equals(table.path("name").asText())) {
                    out.println("  - " + decision(decision));
                }
            }
        }
        for (JsonNode removal : plan.path("removals")) {
            out.println(plan.path("database").asText() + "."
                    + removal.path("name").asText() + ": "
                    + removal.path("action").asText().toLowerCase(Locale.ROOT) + ", no files any more in "
                    + (removal.path("partitions").asLong() > 0
                            ? removal.path("partitions").asText() + " partitions of "
                            : "")
                    + removal.path("location").asText());
        }
        if (plan.path("tables").isEmpty() && plan.path("removals").isEmpty()) {
            out.println("No table is looked into or written.");
        }
        for (JsonNode problem : plan.path("problems")) {
            String path = problem.path("path").asText();
            out.println("Problem in " + (path.isEmpty() ? "." : path) + ": "
                    + problem.path("reason").asText());
        }
    }

    private static String files(JsonNode table) {
        return table.path("files").asLong() == 1
                ? "1 file"
                : table.path("files").asText() + " files";
    }

    private static String decision(JsonNode decision) {
        String subject = decision.path("subject").asText();
        return decision.path("topic").asText() + (subject.isEmpty() ? "" : " of " + subject) + ": "
                + decision.path("verdict").asText() + ", since "
                + decision.path("because").asText()
                + (decision.has("runnerUp")
                        ? " (next: " + decision.at("/runnerUp/verdict").asText() + ")"
                        : "");
    }

    /** What a run is doing, in a few words. */
    static String progress(JsonNode run) {
        String state = run.path("state").asText();
        JsonNode progress = run.path("progress");
        if (progress.isMissingNode()) {
            return state.equals("QUEUED") && run.path("attempt").asInt() > 0
                    ? "QUEUED, next attempt at " + time(run.path("readyAt"))
                    : state;
        }
        List<String> parts = new ArrayList<>();
        parts.add(progress.path("phase").asText() + " " + progress.path("done").asText()
                + (progress.has("total") ? " of " + progress.path("total").asText() : ""));
        if (progress.path("perSecond").asDouble() > 0) {
            parts.add(progress.path("perSecond").asText() + " a second");
        }
        if (progress.path("secondsLeft").asLong() > 0) {
            parts.add("about " + progress.path("secondsLeft").asText() + " s left");
        }
        return state + ", " + String.join(", ", parts);
    }

    static String outcome(JsonNode run) {
        return run.isMissingNode() ? "-" : run.path("state").asText() + " in " + duration(run);
    }

    static String targets(JsonNode crawler) {
        List<String> targets = new ArrayList<>();
        crawler.path("targets").forEach(target -> targets.add(target(target)));
        return String.join(", ", targets);
    }

    private static String target(JsonNode target) {
        String location = target.path("location").asText();
        return target.has("connection")
                ? (location + " by " + target.path("connection").asText()).strip()
                : location;
    }

    static String schedule(JsonNode crawler) {
        List<String> parts = new ArrayList<>();
        JsonNode schedule = crawler.path("schedule");
        if (schedule.isObject()) {
            List<String> when = new ArrayList<>();
            if (schedule.has("cron")) {
                when.add(schedule.path("cron").asText() + " "
                        + schedule.path("timeZone").asText());
            }
            if (schedule.path("onEvents").asBoolean()) {
                when.add("on events");
            }
            parts.add(String.join(", ", when) + (schedule.path("paused").asBoolean() ? " (paused)" : ""));
        }
        crawler.path("after").forEach(name -> parts.add("after " + name.asText()));
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    /** In whole seconds. */
    static String time(JsonNode time) {
        return time.isMissingNode()
                ? "-"
                : Instant.parse(time.asText()).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String duration(JsonNode run) {
        if (!run.has("startedAt")) {
            return "-";
        }
        Instant start = Instant.parse(run.path("startedAt").asText());
        Instant end = run.has("endedAt") ? Instant.parse(run.path("endedAt").asText()) : Instant.now();
        Duration time = Duration.between(start, end);
        return time.toSeconds() < 60
                ? time.toSeconds() + "." + time.toMillisPart() / 100 + " s"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    private static void head(PrintWriter out, String label, String value) {
        if (!value.isEmpty()) {
            out.println((label.isEmpty() ? "" : label + ":") + " ".repeat(Math.max(1, 15 - label.length())) + value);
        }
    }
}
