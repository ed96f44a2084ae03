package dev.skep.crawler.source.webhdfs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.skep.crawler.egress.Egress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A name node and a data node of Hadoop, in this process. */
final class LocalHdfs implements AutoCloseable {
    private final MiniDFSCluster cluster;
    private final FileSystem files;

    private LocalHdfs(MiniDFSCluster cluster, FileSystem files) {
        this.cluster = cluster;
        this.files = files;
    }

    static LocalHdfs start(Path data) throws IOException {
        ((Logger) LoggerFactory.getLogger("org.apache.hadoop")).setLevel(Level.ERROR); // tens of thousands of lines
        Configuration settings = new Configuration();
        settings.set("hdfs.minidfs.basedir", data.toString());
        settings.setInt("dfs.ls.limit", 3);
        settings.setBoolean("dfs.permissions.enabled", true);
        MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(settings).numDataNodes(1).build();
        return new LocalHdfs(cluster, cluster.getFileSystem());
    }

    WebHdfsSource source(String path, @Nullable String user, @Nullable String root) {
        return new WebHdfsSource(location(path), new WebHdfsAccess(user, null, root, Egress.LOCAL));
    }

    WebHdfsLocation location(String path) {
        return WebHdfsLocation.parse(
                "webhdfs://" + cluster.getNameNode().getHttpAddress().getHostString() + ":"
                        + cluster.getNameNode().getHttpAddress().getPort() + "/" + path);
    }

    void put(String path, String content) throws IOException {
        try (OutputStream out = files.create(new org.apache.hadoop.fs.Path("/" + path))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    void remove(String path) throws IOException {
        files.delete(new org.apache.hadoop.fs.Path("/" + path), true);
    }

    void deny(String path) throws IOException {
        files.setPermission(new org.apache.hadoop.fs.Path("/" + path), new FsPermission("700"));
    }

    @Override
    public void close() throws IOException {
        files.close();
        cluster.shutdown();
    }
}
