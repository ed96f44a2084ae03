package dev.skep.crawler.source.webhdfs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in HDFS: {@code webhdfs://host:9870/some/path}, or {@code swebhdfs://} over TLS.
 *
 * @param scheme {@code webhdfs} or {@code swebhdfs}
 * @param path from the root, without slashes at its ends; empty for the root
 */
public record WebHdfsLocation(String scheme, String host, int port, String path) {

    private static final Pattern URI =
            Pattern.compile("(?i)(s?webhdfs)://([^/:]+|\\[[^]]+])(?::(\\d{1,5}))?(?:/(.*))?");

    private static final int PORT = 9870;
    private static final int TLS_PORT = 9871;

    /** True if a text means a place in HDFS, well-formed or not. */
    public static boolean isOne(String text) {
        return text.regionMatches(true, 0, "webhdfs://", 0, 10) || text.regionMatches(true, 0, "swebhdfs://", 0, 11);
    }

    /**
     * Reads a location; paths are taken as they stand, nothing in them is percent-decoded.
     *
     * @throws IllegalArgumentException if it names no host
     */
    public static WebHdfsLocation parse(String text) {
        Matcher parts = URI.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no server; write webhdfs://host:9870/path, with the port of its HTTP");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("webhdfs") ? PORT : TLS_PORT;
        String path = parts.group(4) == null ? "" : parts.group(4);
        return new WebHdfsLocation(
                scheme,
                parts.group(2),
                parts.group(3) == null ? usual : Integer.parseInt(parts.group(3)),
                path.replaceAll("^/+|/+$", ""));
    }

    /** What addresses of its HTTP begin with. */
    String server() {
        return (scheme.equals("webhdfs") ? "http://" : "https://") + host + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port + (path.isEmpty() ? "" : "/" + path);
    }
}
