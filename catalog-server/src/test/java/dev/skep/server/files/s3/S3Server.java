package dev.skep.server.files.s3;

import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.WarehouseFiles;
import java.net.URI;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An object store in memory that speaks S3, with one bucket. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "lake";

    private final S3Proxy server;
    private final S3Client client;

    public S3Server() throws Exception {
        server = S3Proxy.builder()
                .blobStore(BlobStores.create("transient-nio2", new Properties()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "access", "secret")
                .build();
        server.start();
        client = Clients.of(settings("secret", Optional.empty()));
        client.createBucket(request -> request.bucket(BUCKET));
    }

    S3Settings settings(String secret, Optional<S3Location> trash) {
        return new S3Settings(
                "eu-central-1",
                Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                true,
                new S3Settings.Keys("access", secret),
                trash);
    }

    /** For whoever knows the secret. */
    public WarehouseFiles files() {
        return new S3WarehouseFiles(settings("secret", Optional.empty()), new LocalWarehouseFiles());
    }

    public void write(String key, String content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    /** Null if there is none. */
    public @Nullable String read(String key) {
        try {
            return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                    .asUtf8String();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    public void delete(String key) {
        client.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The object store does not stop", e);
        }
    }
}
