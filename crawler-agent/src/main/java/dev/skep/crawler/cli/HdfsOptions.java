package dev.skep.crawler.cli;

import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.source.webhdfs.WebHdfsAccess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How HDFS is reached. */
final class HdfsOptions {

    @Option(
            names = "--hdfs-user",
            paramLabel = "NAME",
            description = "As whom, where the cluster asks for no proof (default: nobody).")
    private @Nullable String user;

    @Option(
            names = "--hdfs-token",
            paramLabel = "TOKEN",
            arity = "0..1",
            interactive = true,
            description = {
                "A delegation token, where the cluster asks for a proof; asked for without echo if none is given. Others "
                        + "can see it in the process list."
            })
    private char @Nullable [] token;

    @Option(
            names = "--hdfs-root",
            paramLabel = "URI",
            description = {
                "What locations of tables begin with, such as hdfs://nameservice, as engines read them (default: "
                        + "webhdfs://host:port)."
            })
    private @Nullable String root;

    /** @throws Failure if they contradict each other */
    WebHdfsAccess access() throws Failure {
        try {
            return new WebHdfsAccess(user, token == null ? null : new String(token), root, Egress.LOCAL);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
