package dev.skep.crawler.source.s3;

import dev.skep.crawler.source.RangedBytes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The three requests a crawl makes of one bucket; what goes wrong is an {@link IOException} with a sentence. */
final class S3Store {

    private final S3Client client;
    private final String bucket;
    private final @Nullable RequestPayer payer;

    S3Store(S3Client client, String bucket, boolean requesterPays) {
        this.client = client;
        this.bucket = bucket;
        this.payer = requesterPays ? RequestPayer.REQUESTER : null;
    }

    /**
     * A page of keys, in the order of their bytes.
     *
     * @param after the key before the first; empty to begin at the start
     * @param folders true to name folders right below the prefix instead of what they hold
     */
    ListObjectsV2Response list(String prefix, String after, boolean folders) throws IOException {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .startAfter(after.isEmpty() ? null : after)
                .delimiter(folders ? "/" : null)
                .requestPayer(payer);
        return ask("s3://" + bucket + "/" + prefix, store -> store.listObjectsV2(request.build()));
    }

    /** The page after one. */
    ListObjectsV2Response next(ListObjectsV2Response page, boolean folders) throws IOException {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(page.prefix())
                .continuationToken(page.nextContinuationToken())
                .delimiter(folders ? "/" : null)
                .requestPayer(payer);
        return ask("s3://" + bucket + "/" + page.prefix(), store -> store.listObjectsV2(request.build()));
    }

    /** @param version the entity tag the object must still have; empty for any */
    byte[] read(String key, long offset, int length, String version) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .range("bytes=" + offset + "-" + (offset + length - 1))
                .ifMatch(version.isEmpty() ? null : version)
                .requestPayer(payer)
                .build();
        return ask("it", store -> store.getObjectAsBytes(request)).asByteArrayUnsafe();
    }

    HeadObjectResponse head(String key) throws IOException {
        HeadObjectRequest request = HeadObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .requestPayer(payer)
                .build();
        return ask("it", store -> store.headObject(request));
    }

    private <T> T ask(String what, Function<S3Client, T> request) throws IOException {
        try {
            return request.apply(client);
        } catch (S3Exception e) {
            throw refusal(what, e);
        } catch (SdkException e) {
            throw new IOException("the store cannot be asked for " + what + ": " + e.getMessage(), e);
        }
    }

    private IOException refusal(String what, S3Exception e) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        return switch (e.statusCode()) {
            case 403 ->
                new AccessDeniedException(what + " cannot be read: permission denied"
                        + (code.isEmpty() || code.equals("AccessDenied") ? "" : " (" + code + ")"));
            case 404 ->
                new FileNotFoundException(
                        code.equals("NoSuchBucket")
                                ? "There is no bucket " + bucket
                                : "it vanished after it was listed");
            case 412 -> new IOException("it changed while it was looked at");
            default -> new IOException("the store refuses " + what + ": " + e.getMessage(), e);
        };
    }

    /**
     * The bytes of an object.
     *
     * @param name for messages
     * @throws IOException if it is not there any more
     */
    RangedBytes bytes(String name, String key, long size, String version) throws IOException {
        return new RangedBytes(name, size, (offset, length) -> read(key, offset, length, version));
    }
}
