package dev.skep.crawler.source.webhdfs;

import dev.skep.crawler.source.RangedBytes;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.IOException;

/** A folder, or a single file, of HDFS, or of what speaks its interface over HTTP, such as HttpFS. */
public final class WebHdfsSource implements Source {

    /** A name node answers thousands of requests a second; it is not to notice. */
    private static final int PARALLELISM = 8;

    private final WebHdfsLocation root;
    private final WebHdfsAccess access;
    private final WebHdfsStore store;

    public WebHdfsSource(WebHdfsLocation root, WebHdfsAccess access) {
        this.root = root;
        this.access = access;
        this.store = new WebHdfsStore(root, access);
    }

    /** {@inheritDoc} Engines read {@code hdfs://}, so that is what tables are registered under where it is known. */
    @Override
    public String location() {
        String hdfs = access.root();
        if (hdfs == null) {
            return root.toString();
        }
        String base = hdfs.replaceFirst("/$", "");
        return root.path().isEmpty() ? base : base + "/" + root.path();
    }

    @Override
    public void list(String folder, Visitor visitor) throws IOException {
        new WebHdfsListing(store, root, visitor).run(folder, PARALLELISM);
    }

    @Override
    public ByteSource open(SourceFile file) throws IOException {
        return bytes(locationOf(file.path()), path(root, file.path()), file.size());
    }

    @Override
    public FolderSource folder(String path) {
        return new WebHdfsFolder(this, store, locationOf(path), path(root, path));
    }

    @Override
    public int parallelism() {
        return PARALLELISM;
    }

    RangedBytes bytes(String name, String path, long size) throws IOException {
        return new RangedBytes(name, size, (offset, length) -> store.read(path, offset, length));
    }

    /** The path from the root of the cluster, without a slash before it. */
    static String path(WebHdfsLocation root, String relative) {
        return root.path().isEmpty() || relative.isEmpty() ? root.path() + relative : root.path() + "/" + relative;
    }
}
