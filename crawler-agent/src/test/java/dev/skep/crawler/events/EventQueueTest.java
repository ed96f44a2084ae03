package dev.skep.crawler.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class EventQueueTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private LocalSqs sqs;

    @BeforeAll
    void start() {
        sqs = LocalSqs.start();
    }

    @AfterAll
    void stop() {
        sqs.close();
    }

    @Test
    void takesAllAndKeepsWhatIsNotDeleted() throws Exception {
        String url = sqs.queue("all");
        IntStream.range(0, 25).forEach(i -> sqs.send(url, LocalSqs.created("lake", "t/" + i)));
        sqs.send(url, "what is this");
        List<Long> told = new ArrayList<>();
        try (EventQueue queue = sqs.open(url, LONG)) {
            assertThat(queue.waiting()).isEqualTo(26);
            List<EventMessage> messages = queue.receive(false, told::add);
            assertThat(messages).hasSize(26).extracting(EventMessage::id).doesNotHaveDuplicates();
            assertThat(told).endsWith(26L);
            assertThat(messages)
                    .filteredOn(each -> each.fault().isPresent())
                    .singleElement()
                    .satisfies(each -> assertThat(each.receipts()).isEqualTo(1));
            assertThat(queue.delete(messages.subList(0, 20))).isEmpty();
            assertThat(sqs.counts(url)).containsExactly(0, 6);
        }
        assertThat(sqs.counts(url)).as("given back").containsExactly(6, 0);
    }

    @Test
    void keepsMessagesHiddenForAsLongAsItIsOpenAndWaitsForThoseOfADeadProcess() throws Exception {
        String url = sqs.queue("dead");
        sqs.send(url, LocalSqs.created("lake", "a"), LocalSqs.created("lake", "b"));
        // Never closed, as if its process had died; only its last sign of life counts.
        EventQueue dead = sqs.open(url, Duration.ofSeconds(2));
        assertThat(dead.receive(false, count -> {})).hasSize(2);
        // The queue's own clock decides: longer than it hides a message that nobody keeps.
        Thread.sleep(2_500);
        assertThat(sqs.counts(url)).as("it is alive").containsExactly(0, 2);
        dead.stopKeeping();
        Instant died = Instant.now();
        try (EventQueue next = sqs.open(url, Duration.ofSeconds(2))) {
            List<EventMessage> messages = next.receive(true, count -> {});
            assertThat(messages).hasSize(2).allMatch(each -> each.receipts() == 2);
            assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofSeconds(8));
            assertThat(next.delete(messages)).isEmpty();
        }
        assertThat(sqs.counts(url)).containsExactly(0, 0);
    }

    @Test
    void leavesToTheQueueWhatNobodyCanRead() throws Exception {
        String letters = sqs.queue("letters");
        String url = sqs.queue("redriven", letters, 2);
        sqs.send(url, "no notification");
        for (int i = 1; i <= 2; i++) {
            try (EventQueue queue = sqs.open(url, LONG)) {
                assertThat(queue.redrive()).contains(2);
                List<EventMessage> messages = queue.receive(false, count -> {});
                assertThat(messages).hasSize(1);
                queue.postpone(messages, Duration.ZERO);
            }
        }
        try (EventQueue queue = sqs.open(url, LONG)) {
            assertThat(queue.receive(false, count -> {})).isEmpty();
        }
        assertThat(sqs.counts(letters)).containsExactly(1, 0);
        try (EventQueue queue = sqs.open(letters, LONG)) {
            assertThat(queue.redrive()).isEmpty();
            List<EventMessage> messages = queue.receive(false, count -> {});
            queue.postpone(messages, Duration.ofHours(1));
        }
        assertThat(sqs.counts(letters)).as("it rests").containsExactly(0, 1);
    }

    @Test
    void saysWhyAQueueCannotBeUsed() {
        String url = sqs.queue("there").replace("/there", "/not-there");
        try (EventQueue queue = sqs.open(url, LONG)) {
            assertThatThrownBy(() -> queue.receive(false, count -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessage("There is no queue " + url);
        }
        QueueAccess closed = new QueueAccess(URI.create("http://127.0.0.1:1/1/q"), sqs.access());
        try (EventQueue queue = new EventQueue(closed, EventQueue.Timing.USUAL)) {
            assertThatThrownBy(queue::waiting).hasMessageContaining("cannot be used");
        }
    }

    @Test
    void readsTheRegionOffAmazonsAddresses() {
        assertThat(List.of(
                        "sqs.eu-west-1.amazonaws.com",
                        "sqs-fips.us-gov-west-1.amazonaws.com",
                        "vpce-0a.sqs.eu-central-1.vpce.amazonaws.com",
                        "sqs.cn-north-1.amazonaws.com.cn",
                        "eu-south-2.queue.amazonaws.com",
                        "queue.example.org"))
                .map(EventQueue::region)
                .containsExactly(
                        Optional.of("eu-west-1"),
                        Optional.of("us-gov-west-1"),
                        Optional.of("eu-central-1"),
                        Optional.of("cn-north-1"),
                        Optional.of("eu-south-2"),
                        Optional.empty());
    }
}
