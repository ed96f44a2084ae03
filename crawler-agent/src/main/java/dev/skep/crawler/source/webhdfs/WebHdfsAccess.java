package dev.skep.crawler.source.webhdfs;

import dev.skep.crawler.egress.Egress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How HDFS is reached.
 *
 * @param user as whom, where the cluster asks for no proof; null for nobody
 * @param token a delegation token, which says who asks and proves it; null where the cluster asks for no proof
 * @param root what locations of tables begin with instead of the address of HTTP, such as {@code hdfs://nameservice}; null for that
 */
public record WebHdfsAccess(
        @Nullable String user,
        @Nullable String token,
        @Nullable String root,
        Egress egress) {

    private static final Pattern ROOT = Pattern.compile("[a-z][a-z0-9+.-]*://[^/]+/?");

    /** @throws IllegalArgumentException if the root is none, or two say who asks */
    public WebHdfsAccess {
        if (root != null && !ROOT.matcher(root).matches()) {
            throw new IllegalArgumentException("'" + root
                    + "' is no beginning of locations; write hdfs://nameservice or hdfs://host:8020, without a path");
        }
        if (user != null && token != null) {
            throw new IllegalArgumentException("A delegation token says who asks; leave the user out");
        }
    }
}
