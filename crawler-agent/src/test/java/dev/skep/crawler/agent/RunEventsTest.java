package dev.skep.crawler.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.RunClient.Claim;
import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.catalog.RunClient.Crawler;
import dev.skep.crawler.catalog.RunClient.Events;
import dev.skep.crawler.catalog.RunClient.Run;
import dev.skep.crawler.catalog.RunClient.Target;
import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.events.EventQueue.Timing;
import dev.skep.crawler.events.LocalSqs;
import dev.skep.crawler.plan.ChangedFiles;
import dev.skep.crawler.plan.Crawl;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.MemoryCatalog;
import dev.skep.crawler.plan.QuietProgress;
import dev.skep.crawler.plan.Registration;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.s3.LocalS3;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What becomes of messages, with a real queue and a real store. */
@TestInstance(Lifecycle.PER_CLASS)
class RunEventsTest {
    private static final SecretKey KEY = SecretKey.of("", Map.of("SECRET", "secret"));
    private static final Clearance FREE = new Clearance(KEY, Egress.LOCAL);
    private static final Timing AT_ONCE = new Timing(Duration.ZERO, Duration.ofMinutes(5));
    private static final String EVENT = "{\"a\": 1}\n";

    private LocalSqs sqs;
    private LocalS3 store;
    private int tests;
    private String lake = "";
    private String queue = "";
    private MemoryCatalog catalog = new MemoryCatalog();

    @BeforeAll
    void start() throws Exception {
        sqs = LocalSqs.start();
        store = LocalS3.start();
    }

    @AfterAll
    void stop() {
        sqs.close();
        store.close();
    }

    @BeforeEach
    void fill() throws Exception {
        lake = "lake" + ++tests;
        queue = sqs.queue("queue" + tests);
        catalog = new MemoryCatalog();
        store.put(lake + "/events/day=1/a.json", EVENT);
        store.put(lake + "/people/a.csv", "id,name\n1,Ann\n2,Bob\n");
        run(1, true);
        catalog.writes().clear();
    }

    @Test
    void aRunSeesWhatMessagesTellAndDeletesThemAfterwards() throws Exception {
        store.put(lake + "/events/day=2/a b.json", EVENT);
        sqs.send(
                queue,
                LocalSqs.created(LocalS3.BUCKET, lake + "/events/day%3D2/a+b.json"),
                LocalSqs.created(LocalS3.BUCKET, "other/x.csv"),
                "{\"Event\":\"s3:TestEvent\"}");
        int listings = store.listings();
        Ended ended = run(1, false);
        assertThat(store.listings() - listings).isEqualTo(1);
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=2");
        assertThat(ended.problems()).isEmpty();
        assertThat(ended.messages().path("received").asInt()).isEqualTo(3);
        assertThat(ended.messages().path("elsewhere").asInt()).isEqualTo(1);
        assertThat(sqs.counts(queue)).containsExactly(0, 0);

        assertThat(run(1, false).plans()).as("nothing was told").isEmpty();
    }

    @Test
    void aConnectionToQueuesCanBeTried() throws Exception {
        Connection queues =
                new Connection("queues", "sqs", Map.of("access-key", "id"), Map.of("secret-key", "${env:SECRET}"));
        sqs.send(queue, EVENT);
        assertThat(ConnectionTest.of(queues, queue, FREE))
                .isEqualTo("Connection queues works: messages that wait in " + queue + ": about 1.");
        assertThat(sqs.counts(queue)).as("nothing is taken").containsExactly(1, 0);
        assertThatThrownBy(() -> ConnectionTest.of(queues, queue + "-gone", FREE))
                .hasMessageContaining("There is no queue " + queue + "-gone");
    }

    @Test
    void nothingIsLostIfItDiesBeforeTheCatalogHasTakenIt() throws Exception {
        store.put(lake + "/events/day=2/a.json", EVENT);
        sqs.send(queue, LocalSqs.created(LocalS3.BUCKET, lake + "/events/day=2/a.json"));
        try (RunEvents events = RunEvents.receive(claim(1, false), FREE, AT_ONCE, progress())) {
            assertThat(plans(events)).hasSize(1);
            assertThat(sqs.counts(queue)).as("before anything is written").containsExactly(0, 1);
        }
        assertThat(sqs.counts(queue)).containsExactly(1, 0);
        try (RunEvents events = RunEvents.receive(claim(1, false), FREE, AT_ONCE, progress())) {
            write(plans(events));
            assertThat(sqs.counts(queue)).as("written, not yet deleted").containsExactly(0, 1);
        }
        Ended again = run(2, false);
        assertThat(again.plans()).allMatch(CrawlPlan::changesNothing);
        assertThat(catalog.partitions("events")).hasSize(2);
        assertThat(sqs.counts(queue)).containsExactly(0, 0);
    }

    @Test
    void whatWasToldTwiceOrInTheWrongOrderIsWhatIsThere() throws Exception {
        store.put(lake + "/events/day=2/a.json", EVENT);
        store.put(lake + "/events/day=3/a.json", EVENT);
        store.remove(lake + "/events/day=3/a.json");
        String there = LocalSqs.created(LocalS3.BUCKET, lake + "/events/day=2/a.json");
        sqs.send(
                queue,
                LocalSqs.removed(LocalS3.BUCKET, lake + "/events/day=3/a.json"),
                LocalSqs.created(LocalS3.BUCKET, lake + "/events/day=3/a.json"),
                there,
                LocalSqs.removed(LocalS3.BUCKET, lake + "/events/day=2/a.json"),
                there);
        run(1, false);
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=2");
        assertThat(sqs.counts(queue)).containsExactly(0, 0);
    }

    @Test
    void aMessageThatNobodyCanReadIsToldAndStays() throws Exception {
        store.put(lake + "/events/day=2/a.json", EVENT);
        sqs.send(queue, "an order of 12 chairs", LocalSqs.created(LocalS3.BUCKET, lake + "/events/day=2/a.json"));
        Ended ended = run(1, false);
        assertThat(ended.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).startsWith("message "))
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("it is no JSON", "handed it out once", "give the queue a dead-letter queue"));
        assertThat(ended.left()).isEqualTo(1);
        assertThat(sqs.counts(queue)).as("it rests").containsExactly(0, 1);
        assertThat(catalog.partitions("events")).hasSize(2);

        String guarded = sqs.queue("guarded" + tests, queue, 3);
        queue = guarded;
        sqs.send(queue, "an order of 12 chairs");
        assertThat(run(1, false).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("dead-letter queue after 3"));
    }

    @Test
    void aMessageWhoseFileHadAProblemStays() throws Exception {
        store.put(lake + "/events/day=2/a.json", EVENT);
        store.put(lake + "/events/day=2/broken.parquet", "PAR1 but no more");
        sqs.send(
                queue,
                LocalSqs.created(LocalS3.BUCKET, lake + "/events/day=2/a.json"),
                LocalSqs.created(LocalS3.BUCKET, lake + "/events/day=2/broken.parquet"));
        Ended ended = run(1, false);
        assertThat(ended.left()).isEqualTo(1);
        assertThat(sqs.counts(queue)).containsExactly(0, 1);
        assertThat(catalog.partitions("events")).hasSize(2);
    }

    @Test
    void onlyAllowedHostsAndPlacesInStoresAreTalkedTo() {
        Clearance closed = new Clearance(KEY, new Egress(false));
        assertThatThrownBy(() -> RunEvents.receive(claim(1, false), closed, AT_ONCE, progress()))
                .hasMessageContaining("--allow-loopback");
        Target folder = new Target("/data", null, List.of());
        assertThatThrownBy(() -> RunEvents.receive(claim(List.of(folder), 1, false), FREE, AT_ONCE, progress()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/data is no place in a store");
    }

    /** A run as it ended. */
    private record Ended(List<CrawlPlan> plans, List<Problem> problems, ObjectNode messages, long left) {}

    private Ended run(int attempt, boolean listAll) throws Exception {
        try (RunEvents events = RunEvents.receive(claim(attempt, listAll), FREE, AT_ONCE, progress())) {
            List<CrawlPlan> done = write(plans(events));
            List<Problem> problems = events.settle(done);
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            events.describe(document, List.of(target()));
            return new Ended(done, problems, document.withObject("messages"), events.left());
        }
    }

    private List<CrawlPlan> plans(RunEvents events) throws Exception {
        Optional<ChangedFiles> changed = events.below(target(), false);
        if (changed.isPresent() && changed.get().isEmpty()) {
            return List.of();
        }
        Targets targets = new Targets(List.of(connection()), List.of(), FREE);
        CrawlPlan plan = targets.with(target(), RunOptions.DEFAULT, finder -> {
            Crawl crawl = new Crawl(finder, catalog, InstantSource.system());
            return changed.isPresent()
                    ? crawl.plan(new Registration("lake", ""), changed.get(), new QuietProgress())
                    : crawl.plan(new Registration("lake", ""), new QuietProgress());
        });
        return List.of(plan);
    }

    private List<CrawlPlan> write(List<CrawlPlan> plans) throws Exception {
        List<CrawlPlan> done = new ArrayList<>();
        for (CrawlPlan plan : plans) {
            done.add(Crawl.apply(plan, catalog, InstantSource.system(), new QuietProgress()));
        }
        return done;
    }

    private Claim claim(int attempt, boolean listAll) {
        return claim(List.of(target()), attempt, listAll);
    }

    private Claim claim(List<Target> targets, int attempt, boolean listAll) {
        return new Claim(
                new Run(1, "c", "RUNNING", false, attempt),
                new Crawler("c", targets, "lake", "", Map.of(), new Events(queue, "store")),
                List.of(connection()),
                List.of(),
                listAll,
                "d",
                60);
    }

    private Connection connection() {
        return new Connection(
                "store",
                "s3",
                Map.of("endpoint", store.endpoint().toString(), "path-style", "true", "access-key", "id"),
                Map.of("secret-key", "${env:SECRET}"));
    }

    private Target target() {
        return new Target("s3://" + LocalS3.BUCKET + "/" + lake, "store", List.of());
    }

    private static LiveProgress progress() {
        return new LiveProgress(Clock.systemUTC());
    }
}
