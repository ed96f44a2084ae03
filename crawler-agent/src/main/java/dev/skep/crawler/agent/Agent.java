package dev.skep.crawler.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogException.Reason;
import dev.skep.crawler.catalog.RunClient;
import dev.skep.crawler.catalog.RunClient.Claim;
import dev.skep.crawler.catalog.Server;
import dev.skep.crawler.plan.CrawlPlan;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes runs of crawlers from the server, one after the other, and does them. Any number of agents may do so. */
public final class Agent {

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final CatalogClient catalog;
    private final RunClient runs;
    private final Function<CrawlPlan, ObjectNode> report;
    private final String name;
    private final String pool;
    private final Clearance clearance;
    private final QueueWatch queues;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final AtomicReference<@Nullable LiveProgress> current = new AtomicReference<>();

    /**
     * @param report a plan as JSON
     * @param name what the agent is called; of no meaning but to people
     * @param pool whose runs it takes
     */
    public Agent(Server server, Function<CrawlPlan, ObjectNode> report, String name, String pool, Clearance clearance) {
        this.catalog = new CatalogClient(server);
        this.runs = new RunClient(server);
        this.report = report;
        this.name = name;
        this.pool = pool;
        this.clearance = clearance;
        this.queues = new QueueWatch(runs, clearance);
    }

    /**
     * Does all runs that wait, until none does, nor do messages that start one.
     *
     * @return how many
     * @throws CatalogException if the server cannot be reached or refuses
     */
    public int doWaiting() throws CatalogException {
        int done = 0;
        while (leaving.getCount() > 0) {
            Optional<Claim> claim = runs.claim(name, pool);
            if (claim.isPresent()) {
                run(claim.get());
                done++;
            } else if (!queues.look(pool)) {
                return done;
            }
        }
        return done;
    }

    /**
     * Does runs until it is told to leave.
     *
     * @param pause between two questions whether a run waits
     * @throws CatalogException if the server refuses to give it any from the start
     */
    public void serve(Duration pause) throws CatalogException, InterruptedException {
        boolean wasAway = false;
        boolean wasServed = false;
        try (queues) {
            do {
                try {
                    doWaiting();
                    wasAway = false;
                    wasServed = true;
                } catch (CatalogException e) {
                    // What was right once, such as a token, may be so again.
                    if (e.reason() != Reason.UNREACHABLE && !wasServed) {
                        throw e;
                    }
                    if (!wasAway) {
                        LOG.warn("{}; it is tried again every {} seconds", e.getMessage(), pause.toSeconds());
                    }
                    wasAway = true;
                }
            } while (!leaving.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void run(Claim claim) {
        LiveProgress progress = new LiveProgress(Clock.systemUTC());
        current.set(progress);
        if (leaving.getCount() == 0) {
            progress.stop(Stopped.Reason.LEAVING);
        }
        try {
            new RunExecution(catalog, runs, report, claim, clearance, progress).run();
        } finally {
            current.set(null);
        }
    }

    /** Takes no further run, and gives back the one that it has, for another agent to take at once. */
    public void leave() {
        leaving.countDown();
        LiveProgress progress = current.get();
        if (progress != null) {
            progress.stop(Stopped.Reason.LEAVING);
        }
    }
}
