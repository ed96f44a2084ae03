package dev.skep.server.files.s3;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects, one or many at once. All methods fail with an {@link SdkException}. */
final class ObjectStore {
    /** As many as one call lists or deletes at most. */
    static final int MOST_AT_ONCE = 1_000;

    /** A larger object is copied in parts. */
    private static final long LARGEST_COPY = 5L << 30;

    private static final long PART = 1L << 30;

    private final S3Client client;
    private final int atOnce;
    private final Parallel parallel = new Parallel();

    /** @param atOnce how many objects one call lists or deletes */
    ObjectStore(S3Client client, int atOnce) {
        this.client = client;
        this.atOnce = atOnce;
    }

    boolean exists(S3Location object) {
        try {
            client.headObject(request -> request.bucket(object.bucket()).key(object.key()));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    /** Whether any object lies below, or marks, a place. */
    boolean isAnyBelow(S3Location place) {
        return client.listObjectsV2(request ->
                        request.bucket(place.bucket()).prefix(place.prefix()).maxKeys(1))
                .hasContents();
    }

    /** In the order of their keys, fetched page by page; with the mark of the place itself. */
    Stream<S3Object> below(S3Location place) {
        return client
                .listObjectsV2Paginator(request ->
                        request.bucket(place.bucket()).prefix(place.prefix()).maxKeys(atOnce))
                .contents()
                .stream();
    }

    /** The names that follow a place in the keys of objects; empty if none lies below it and none marks it. */
    Optional<List<String>> directoriesIn(S3Location place) {
        boolean isAny = false;
        List<String> names = new ArrayList<>();
        for (ListObjectsV2Response page : client.listObjectsV2Paginator(request -> request.bucket(place.bucket())
                .prefix(place.prefix())
                .delimiter("/")
                .maxKeys(atOnce))) {
            isAny |= page.hasContents() || page.hasCommonPrefixes();
            page.commonPrefixes()
                    .forEach(below -> names.add(below.prefix()
                            .substring(place.prefix().length(), below.prefix().length() - 1)));
        }
        return isAny ? Optional.of(names) : Optional.empty();
    }

    Optional<String> text(S3Location object) {
        try {
            return Optional.of(client.getObjectAsBytes(
                            request -> request.bucket(object.bucket()).key(object.key()))
                    .asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    void write(S3Location object, String text) {
        client.putObject(request -> request.bucket(object.bucket()).key(object.key()), RequestBody.fromString(text));
    }

    /** Makes the empty object that says that a directory is there. */
    void mark(S3Location directory) {
        client.putObject(request -> request.bucket(directory.bucket()).key(directory.prefix()), RequestBody.empty());
    }

    void delete(String bucket, Iterator<String> keys) {
        while (keys.hasNext()) {
            List<ObjectIdentifier> batch = new ArrayList<>();
            while (keys.hasNext() && batch.size() < atOnce) {
                batch.add(ObjectIdentifier.builder().key(keys.next()).build());
            }
            List<S3Error> errors = client.deleteObjects(request -> request.bucket(bucket)
                            .delete(delete -> delete.objects(batch).quiet(true)))
                    .errors();
            if (!errors.isEmpty()) {
                S3Error first = errors.get(0);
                throw SdkClientException.create(errors.size() + " objects could not be removed, " + first.key()
                        + " because of " + first.code());
            }
        }
    }

    /** Copies what lies below a place and removes it, some objects after the other, however many there are. */
    void throwAway(S3Location source, S3Location target) {
        Iterator<S3Object> left = below(source).iterator();
        while (left.hasNext()) {
            List<Item> batch = new ArrayList<>();
            while (left.hasNext() && batch.size() < atOnce) {
                batch.add(Item.of(source, left.next()));
            }
            copy(batch, source, target);
            delete(source.bucket(), batch.stream().map(source::key).iterator());
        }
    }

    void copy(List<Item> items, S3Location source, S3Location target) {
        parallel.each(items.iterator(), item -> copy(item, source, target));
    }

    Parallel parallel() {
        return parallel;
    }

    private void copy(Item item, S3Location source, S3Location target) {
        if (item.size() > LARGEST_COPY) {
            copyInParts(item, source, target);
        } else {
            client.copyObject(request -> request.sourceBucket(source.bucket())
                    .sourceKey(source.key(item))
                    .destinationBucket(target.bucket())
                    .destinationKey(target.key(item)));
        }
    }

    private void copyInParts(Item item, S3Location source, S3Location target) {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(target.bucket()).key(target.key(item)))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long begin = 0; begin < item.size(); begin += PART) {
                int number = parts.size() + 1;
                String range = "bytes=" + begin + "-" + (Math.min(begin + PART, item.size()) - 1);
                String tag = client.uploadPartCopy(request -> request.sourceBucket(source.bucket())
                                .sourceKey(source.key(item))
                                .destinationBucket(target.bucket())
                                .destinationKey(target.key(item))
                                .uploadId(upload)
                                .partNumber(number)
                                .copySourceRange(range))
                        .copyPartResult()
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            client.completeMultipartUpload(request -> request.bucket(target.bucket())
                    .key(target.key(item))
                    .uploadId(upload)
                    .multipartUpload(whole -> whole.parts(parts)));
        } catch (SdkException e) {
            client.abortMultipartUpload(request ->
                    request.bucket(target.bucket()).key(target.key(item)).uploadId(upload));
            throw e;
        }
    }
}
