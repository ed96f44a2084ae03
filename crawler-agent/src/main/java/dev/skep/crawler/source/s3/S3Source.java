package dev.skep.crawler.source.s3;

import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.IOException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The objects below a prefix, or a single object, of Amazon S3 or a store that speaks its language.
 *
 * <p>A key is a path: {@code /} separates levels. Objects whose key ends with a slash only mark folders.
 */
public final class S3Source implements Source, AutoCloseable {

    /** Requests are short and wait mostly; stores take hundreds at once from one client. */
    private static final int PARALLELISM = 16;

    private final S3Location root;
    private final S3Client client;
    private final S3Store store;

    public S3Source(S3Location root, S3Access access) {
        this.root = root;
        this.client = S3Clients.of(access);
        this.store = new S3Store(client, root.bucket(), access.requesterPays());
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void list(String folder, Visitor visitor) throws IOException {
        new S3Listing(store, root, folder, visitor, PARALLELISM).run();
    }

    @Override
    public ByteSource open(SourceFile file) throws IOException {
        return store.bytes(locationOf(file.path()), key(file.path()), file.size(), file.version());
    }

    @Override
    public FolderSource folder(String path) {
        String key = key(path);
        return new S3Folder(store, locationOf(path), key.isEmpty() ? "" : key + "/");
    }

    @Override
    public int parallelism() {
        return PARALLELISM;
    }

    @Override
    public void close() {
        client.close();
    }

    private String key(String path) {
        return path.isEmpty() ? root.key() : root.prefix() + path;
    }
}
