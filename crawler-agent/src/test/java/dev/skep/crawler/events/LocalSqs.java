package dev.skep.crawler.events;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.aws.AwsClients;
import dev.skep.crawler.egress.Egress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues in memory, on a free port of the loopback address. */
public final class LocalSqs implements AutoCloseable {

    private final SQSRestServer server;
    private final int port;
    private final SqsClient client;

    private LocalSqs() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        InetSocketAddress address = server.waitUntilStarted().localAddress();
        port = address.getPort();
        client = AwsClients.reaching(access(), SqsClient.builder()).build();
    }

    public static LocalSqs start() {
        return new LocalSqs();
    }

    public AwsAccess access() {
        return new AwsAccess(
                URI.create("http://127.0.0.1:" + port),
                null,
                new AwsAccess.Credentials.Keys("id", "secret", null),
                null,
                Egress.LOCAL);
    }

    /** Makes a queue. */
    public String queue(String name) {
        return client.createQueue(request -> request.queueName(name)).queueUrl();
    }

    /** Makes a queue that moves a message to another one after it was handed out so often. */
    public String queue(String name, String dead, int most) {
        String arn = client.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String policy = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"" + most + "\"}";
        return client.createQueue(request ->
                        request.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
                .queueUrl();
    }

    public QueueAccess access(String url) {
        return new QueueAccess(URI.create(url), access());
    }

    public void send(String url, String... messages) {
        for (String message : messages) {
            client.sendMessage(request -> request.queueUrl(url).messageBody(message));
        }
    }

    /** How many messages wait, and how many are hidden. */
    public int[] counts(String url) {
        Map<QueueAttributeName, String> counts = client.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return new int[] {
            Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
            Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        };
    }

    /** A queue that hides messages for so long, and does not wait for them. */
    EventQueue open(String url, Duration hidden) {
        return new EventQueue(access(url), new EventQueue.Timing(Duration.ZERO, hidden));
    }

    /** What S3 writes of a new object; the key is encoded as it does. */
    public static String created(String bucket, String key) {
        return record("ObjectCreated:Put", bucket, key);
    }

    public static String removed(String bucket, String key) {
        return record("ObjectRemoved:Delete", bucket, key);
    }

    static String record(String event, String bucket, String key) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
                "eventTime":"2026-05-01T10:00:00.000Z","eventName":"%s","s3":{"s3SchemaVersion":"1.0",
                "bucket":{"name":"%s","arn":"arn:aws:s3:::%2$s"},"object":{"key":"%s","size":9,"sequencer":"0A"}}}]}""".formatted(event, bucket, key);
    }

    @Override
    public void close() {
        client.close();
        Object unused = server.stopAndWait();
    }
}
