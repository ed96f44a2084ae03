package dev.skep.crawler.cli;

import dev.skep.crawler.plan.Action;
import dev.skep.crawler.plan.Crawl;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Removal;
import dev.skep.crawler.plan.TablePlan;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Shows a run in one line that is written over on a terminal, or in a line a phase elsewhere. */
final class ConsoleProgress implements Crawl.Progress {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PrintWriter err;
    private final boolean terminal;
    private final Clock clock;
    private Instant last = Instant.EPOCH;
    private int width;

    /** On a terminal if the launcher says so: the JDK cannot tell whether standard error is one. */
    static ConsoleProgress on(PrintWriter err) {
        return new ConsoleProgress(err, Boolean.getBoolean("skep.terminal"), Clock.systemUTC());
    }

    ConsoleProgress(PrintWriter err, boolean terminal, Clock clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void listed(long files) {
        show("listed " + files + " files", false);
    }

    @Override
    public void sampled(long done, long all) {
        if (all > 0) {
            show("sampled " + done + " of " + all + " files", done == all);
        }
    }

    @Override
    public void planned(CrawlPlan plan) {
        long write =
                plan.tables().stream().filter(table -> table.action().writes()).count();
        long alone = plan.count(Action.LEAVE_ALONE);
        show("planned " + plan.tables().size() + " tables: " + write + " to write, " + alone + " unchanged", true);
    }

    @Override
    public void written(TablePlan table, int done, int all, long partitions) {
        String more = partitions == 0 ? "" : ", " + partitions + " partitions";
        show("written " + done + " of " + all + " tables" + more, done == all);
    }

    @Override
    public void removed(Removal removal) {}

    private void show(String text, boolean last) {
        if (!terminal) {
            if (last) {
                err.println(text);
            }
            return;
        }
        Instant now = clock.instant();
        if (!last && now.isBefore(this.last.plus(PAUSE))) {
            return;
        }
        this.last = now;
        err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
        width = text.length();
        if (last) {
            err.println();
            width = 0;
        }
        err.flush();
    }
}
