package dev.skep.crawler.source.s3;

import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.egress.Egress;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A store in memory with one bucket, on a free port of the loopback address. */
public final class LocalS3 implements AutoCloseable {

    public static final String BUCKET = "lake";
    private static final String ID = "id";
    private static final String SECRET = "secret";

    private final S3Proxy server;
    private final BlobStore store = new TransientNio2BlobStore();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listings = new AtomicInteger();

    private LocalS3() throws Exception {
        server = S3Proxy.builder()
                .blobStore(new Watched())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ID, SECRET)
                .build();
        server.start();
        store.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
    }

    public static LocalS3 start() throws Exception {
        return new LocalS3();
    }

    /** Access for whoever may do everything. */
    public S3Access access() {
        return access(SECRET);
    }

    public S3Access access(String secret) {
        return access(secret, Egress.LOCAL);
    }

    S3Access access(String secret, Egress egress) {
        AwsAccess.Credentials keys = new AwsAccess.Credentials.Keys(ID, secret, null);
        return new S3Access(new AwsAccess(endpoint(), null, keys, null, egress), true, false);
    }

    /** As whoever may not talk to the machine itself. */
    S3Source sourceElsewhere(String prefix) {
        return new S3Source(S3Location.parse("s3://" + BUCKET + "/" + prefix), access(SECRET, new Egress(false)));
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    public S3Source source(String prefix) {
        return new S3Source(S3Location.parse("s3://" + BUCKET + "/" + prefix), access());
    }

    public void put(String key, String content) {
        put(key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts an object into the store itself, which is quicker than to ask for it. */
    public void put(String key, byte[] content) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }

    public void remove(String key) {
        store.removeBlob(DeleteObjectRequest.builder().bucket(BUCKET).key(key).build());
    }

    /** From now on, nobody may list this prefix. */
    public void deny(String prefix) {
        closed.add(prefix);
    }

    /** How many requests for lists there were. */
    public int listings() {
        return listings.get();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The store does not stop", e);
        }
    }

    private final class Watched extends ForwardingBlobStore {
        Watched() {
            super(store);
        }

        @Override
        public ListObjectsV2Response list(ListObjectsV2Request request) {
            listings.incrementAndGet();
            if (closed.contains(String.valueOf(request.prefix()))) {
                throw S3Exception.builder()
                        .statusCode(403)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDenied")
                                .errorMessage("Access Denied")
                                .build())
                        .build();
            }
            return super.list(request);
        }
    }
}
