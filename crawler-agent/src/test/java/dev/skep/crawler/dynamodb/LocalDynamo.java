package dev.skep.crawler.dynamodb;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.aws.AwsClients;
import dev.skep.crawler.egress.Egress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB in memory, on a free port. */
public final class LocalDynamo implements AutoCloseable {

    private final int port;
    private final DynamoDBProxyServer server;
    private final DynamoDbClient client;

    private LocalDynamo() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-port", String.valueOf(port), "-disableTelemetry"});
        server.start();
        client = AwsClients.reaching(access(), DynamoDbClient.builder()).build();
    }

    public static LocalDynamo start() throws Exception {
        return new LocalDynamo();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public AwsAccess access() {
        return new AwsAccess(
                endpoint(), null, new AwsAccess.Credentials.Keys("id", "secret", null), null, Egress.LOCAL);
    }

    public DynamoDbClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB does not stop", e);
        }
    }
}
