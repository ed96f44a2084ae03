package dev.skep.crawler.events;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.aws.AwsClients;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A queue in which a store says which objects have changed.
 *
 * <p>A message that was received is hidden from others for as long as this is open, and longer by a few minutes if its process
 * dies; then the queue hands it out again. It is gone only when it is {@linkplain #delete deleted}.
 */
public final class EventQueue implements AutoCloseable {

    /** How long to wait for messages, and how long they are hidden after the last sign of life. */
    public record Timing(Duration patience, Duration hidden) {
        private static final Duration PATIENCE = Duration.ofSeconds(2);

        public static final Timing USUAL = new Timing(PATIENCE, Duration.ofMinutes(2));

        /** That of a run whose agent is taken for dead after so long; then its messages are needed again. */
        public static Timing ofLease(Duration lease) {
            return new Timing(PATIENCE, lease.multipliedBy(2));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    /** So many are taken at once at most; a service hides no more than 120,000. */
    private static final int MOST = 50_000;

    private static final int BATCH = 10;

    /** So much later than it says may a queue hand out a message again. */
    private static final Duration LEEWAY = Duration.ofSeconds(10);

    private static final Pattern AMAZONS =
            Pattern.compile("(?:.*\\.)?sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:vpce\\.)?amazonaws\\.com(?:\\.cn)?"
                    + "|([a-z0-9-]+)\\.queue\\.amazonaws\\.com(?:\\.cn)?");

    private final SqsClient client;
    private final String url;
    private final Timing timing;
    private final Map<String, EventMessage> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "queue");
        daemon.setDaemon(true);
        return daemon;
    });

    public EventQueue(QueueAccess access, Timing timing) {
        this.client = AwsClients.reaching(reached(access), SqsClient.builder()).build();
        this.url = access.url().toString();
        this.timing = timing;
        long millis = timing.hidden().toMillis() / 3;
        Future<?> unused = keeper.scheduleWithFixedDelay(this::keepHidden, millis, millis, TimeUnit.MILLISECONDS);
    }

    private static AwsAccess reached(QueueAccess access) {
        AwsAccess aws = access.aws();
        String region = region(String.valueOf(access.url().getHost())).orElse(null);
        return new AwsAccess(
                access.endpoint(), region == null ? aws.region() : region, aws.credentials(), aws.role(), aws.egress());
    }

    /** Amazon's own addresses name the region that requests have to be signed for. */
    static Optional<String> region(String host) {
        Matcher name = AMAZONS.matcher(host);
        if (!name.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(name.group(1)).or(() -> Optional.ofNullable(name.group(2)));
    }

    /**
     * About how many messages wait.
     *
     * @throws IOException if the queue cannot be asked; the message is a sentence for the user
     */
    public long waiting() throws IOException {
        return number(attributes(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /**
     * Takes all messages that wait, up to a limit.
     *
     * @param patient true to wait also for those that are hidden from others, since somebody took them who is gone
     * @param progress told how many there are so far
     * @throws IOException if the queue cannot be asked; the message is a sentence for the user
     */
    public List<EventMessage> receive(boolean patient, LongConsumer progress) throws IOException {
        Map<String, EventMessage> received = new LinkedHashMap<>();
        long deadline = System.nanoTime() + timing.hidden().plus(LEEWAY).toNanos();
        while (received.size() < MOST) {
            List<Message> messages = ask(sqs -> sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(BATCH)
                            .waitTimeSeconds(Math.toIntExact(timing.patience().toSeconds()))
                            .visibilityTimeout(Math.toIntExact(timing.hidden().toSeconds()))
                            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
                    .messages();
            for (Message each : messages) {
                // The same may be handed out twice; its last handle counts.
                EventMessage message = message(each);
                received.put(message.id(), message);
                held.put(message.id(), message);
            }
            progress.accept(received.size());
            if (messages.isEmpty() && (!patient || System.nanoTime() > deadline || others(received.size()) <= 0)) {
                break;
            }
        }
        return List.copyOf(received.values());
    }

    /** How many there are but those that are here: hidden, or visible again since nothing was handed out. */
    private long others(int here) throws IOException {
        Map<QueueAttributeName, String> counts = attributes(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        return counts.values().stream().mapToLong(EventQueue::number).sum() - here;
    }

    private static EventMessage message(Message message) {
        String receipts = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        int count = receipts != null && receipts.matches("\\d{1,9}") ? Integer.parseInt(receipts) : 1;
        try {
            return new EventMessage(
                    message.messageId(),
                    message.receiptHandle(),
                    count,
                    Notification.read(message.body()),
                    Optional.empty());
        } catch (Notification.UnreadableException e) {
            return new EventMessage(
                    message.messageId(),
                    message.receiptHandle(),
                    count,
                    List.of(),
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /**
     * Deletes messages that are dealt with.
     *
     * @return why some could not be deleted, which will come again; empty if all are gone
     */
    public Optional<String> delete(Collection<EventMessage> messages) {
        messages.forEach(message -> held.remove(message.id()));
        return inBatches(
                messages,
                batch -> client.deleteMessageBatch(request -> request.queueUrl(url)
                                .entries(batch.stream()
                                        .map(each -> DeleteMessageBatchRequestEntry.builder()
                                                .id(entry(batch, each))
                                                .receiptHandle(each.handle())
                                                .build())
                                        .toList()))
                        .failed());
    }

    /** Leaves messages to the queue, which hands them out again after a while. */
    public void postpone(Collection<EventMessage> messages, Duration pause) {
        hide(messages, pause);
        messages.forEach(message -> held.remove(message.id()));
    }

    /** How often the queue hands out a message before it moves it to another one; empty if it does not, or does not say. */
    public Optional<Integer> redrive() {
        try {
            String policy = attributes(QueueAttributeName.REDRIVE_POLICY).get(QueueAttributeName.REDRIVE_POLICY);
            Matcher most =
                    Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,6})").matcher(policy == null ? "" : policy);
            return most.find() ? Optional.of(Integer.valueOf(most.group(1))) : Optional.empty();
        } catch (IOException e) {
            LOG.debug("The queue does not tell its redrive policy", e);
            return Optional.empty();
        }
    }

    /** No longer keeps messages hidden, as if its process had died. */
    void stopKeeping() {
        keeper.shutdownNow();
    }

    /** Gives messages back that were neither deleted nor postponed, for others to receive at once. */
    @Override
    public void close() {
        stopKeeping();
        hide(List.copyOf(held.values()), Duration.ZERO);
        client.close();
    }

    private void keepHidden() {
        hide(List.copyOf(held.values()), timing.hidden());
    }

    /** What fails here is harmless: a message that is seen too early is dealt with twice. */
    private void hide(Collection<EventMessage> messages, Duration time) {
        inBatches(
                        messages,
                        batch -> client.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                                        .entries(batch.stream()
                                                .map(each -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                                        .id(entry(batch, each))
                                                        .receiptHandle(each.handle())
                                                        .visibilityTimeout(Math.toIntExact(time.toSeconds()))
                                                        .build())
                                                .toList()))
                                .failed())
                .ifPresent(why -> LOG.debug("Messages of {} stay hidden as they were: {}", url, why));
    }

    private static String entry(List<EventMessage> batch, EventMessage message) {
        return "m" + batch.indexOf(message);
    }

    private Optional<String> inBatches(
            Collection<EventMessage> messages, Function<List<EventMessage>, List<BatchResultErrorEntry>> request) {
        List<EventMessage> all = List.copyOf(messages);
        List<String> reasons = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<EventMessage> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            try {
                request.apply(batch).forEach(failed -> reasons.add(failed.code() + ": " + failed.message()));
            } catch (SdkException e) {
                reasons.add(refusal(e).getMessage());
            }
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons.get(0));
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private Map<QueueAttributeName, String> attributes(QueueAttributeName... names) throws IOException {
        return ask(sqs ->
                        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names)))
                .attributes();
    }

    private <T> T ask(Function<SqsClient, T> request) throws IOException {
        try {
            return request.apply(client);
        } catch (SdkException e) {
            throw refusal(e);
        }
    }

    private IOException refusal(SdkException e) {
        if (e instanceof QueueDoesNotExistException) {
            return new IOException("There is no queue " + url, e);
        }
        if (e instanceof SqsException refused && refused.statusCode() == 403) {
            @Nullable String code = refused.awsErrorDetails() == null
                    ? null
                    : refused.awsErrorDetails().errorCode();
            return new IOException("The queue " + url + " cannot be used: permission denied (" + code + ")", e);
        }
        return new IOException("The queue " + url + " cannot be used: " + e.getMessage(), e);
    }
}
