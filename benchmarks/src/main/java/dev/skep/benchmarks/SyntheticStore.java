package dev.skep.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * An object store of any size that takes no space: its keys and what they hold are computed when they are asked for.
 *
 * <p>It speaks as much of the protocol of S3 as a crawl needs: pages of keys behind a key, names of folders, ranges of objects,
 * entity tags. Each folder is a day of one partitioned table, and holds equally many small CSV files.
 */
final class SyntheticStore implements AutoCloseable {
    static final String BUCKET = "lake";
    private static final int PAGE = 1_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(32);
    private final long latencyNanos;
    private final LongAdder listings = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private volatile Shape shape;

    /**
     * What the store holds.
     *
     * @param folders how many days
     * @param filesPerFolder in each of them
     */
    record Shape(int folders, int filesPerFolder) {
        int size() {
            return folders * filesPerFolder;
        }

        String key(int index) {
            return folder(index / filesPerFolder) + String.format(Locale.ROOT, "%05d.csv", index % filesPerFolder);
        }

        private static String folder(int folder) {
            return "events/day=" + FIRST_DAY.plusDays(folder) + "/";
        }

        /** Keys before this one. */
        int before(String key) {
            int low = 0;
            int high = size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (key(middle).compareTo(key) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        Optional<byte[]> content(String key) {
            int index = before(key);
            if (index == size() || !key(index).equals(key)) {
                return Optional.empty();
            }
            StringBuilder text = new StringBuilder("order_id,customer,amount,items\n");
            for (int row = 0; row < 20; row++) {
                int id = index * 20 + row;
                // Of one length, so that the size in a listing needs no content.
                text.append(String.format(
                        Locale.ROOT, "%09d,customer-%05d,%06.2f,%d\n", id, id % 977, id % 99_991 / 100.0, 1 + id % 9));
            }
            return Optional.of(text.toString().getBytes(StandardCharsets.US_ASCII));
        }

        private int contentLength() {
            return content(key(0)).orElseThrow().length;
        }
    }

    private SyntheticStore(HttpServer server, Shape shape, long latencyMillis) {
        this.server = server;
        this.shape = shape;
        this.latencyNanos = latencyMillis * 1_000_000;
    }

    /** @param latencyMillis that each request takes at least, as in a store that is not on this machine */
    static SyntheticStore start(Shape shape, long latencyMillis) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SyntheticStore store = new SyntheticStore(server, shape, latencyMillis);
        server.setExecutor(store.workers);
        server.createContext("/", store::answer);
        server.start();
        return store;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on it holds something else. */
    void become(Shape other) {
        shape = other;
    }

    /** Requests for lists since this was last asked. */
    long listings() {
        return listings.sumThenReset();
    }

    /** Requests for objects since this was last asked. */
    long reads() {
        return reads.sumThenReset();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            LockSupport.parkNanos(latencyNanos);
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().substring(1);
            String key =
                    path.startsWith(BUCKET) ? path.substring(BUCKET.length()).replaceFirst("^/", "") : "";
            exchange.getResponseHeaders().set("x-amz-bucket-region", "us-east-1");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(key.isEmpty() ? 200 : 404, -1);
            } else if (key.isEmpty()) {
                listings.increment();
                send(exchange, 200, "application/xml", list(query(exchange)));
            } else {
                reads.increment();
                read(exchange, key);
            }
        }
    }

    private void read(HttpExchange exchange, String key) throws IOException {
        Optional<byte[]> content = shape.content(key);
        if (content.isEmpty()) {
            send(
                    exchange,
                    404,
                    "application/xml",
                    (XML + "<Error><Code>NoSuchKey</Code><Message>No such key</Message></Error>")
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] all = content.get();
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            send(exchange, 200, "text/csv", all);
            return;
        }
        String[] ends = range.replaceFirst("bytes=", "").split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Math.min(all.length - 1, Integer.parseInt(ends[1]));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + all.length);
        exchange.getResponseHeaders().set("ETag", tag(key));
        send(exchange, 206, "text/csv", Arrays.copyOfRange(all, from, to + 1));
    }

    private byte[] list(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        boolean folders = query.containsKey("delimiter");
        Shape now = shape;
        int length = now.contentLength();
        StringBuilder found = new StringBuilder();
        String last = "";
        int count = 0;
        int index = now.before(after.compareTo(prefix) < 0 ? prefix : after);
        boolean more = false;
        while (index < now.size()) {
            String key = now.key(index);
            if (!key.startsWith(prefix)) {
                break;
            }
            int slash = folders ? key.indexOf('/', prefix.length()) : -1;
            String folder = slash < 0 ? "" : key.substring(0, slash + 1);
            if (key.equals(after) || (slash >= 0 && after.startsWith(folder))) {
                index = slash < 0 ? index + 1 : now.before(folder + '\uffff');
                continue;
            }
            if (count == PAGE) {
                more = true;
                break;
            }
            if (slash >= 0) {
                found.append("<CommonPrefixes><Prefix>").append(folder).append("</Prefix></CommonPrefixes>");
                last = folder;
                index = now.before(folder + '\uffff');
            } else {
                found.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><LastModified>2024-05-01T00:00:00.000Z</LastModified><ETag>")
                        .append(tag(key))
                        .append("</ETag><Size>")
                        .append(length)
                        .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
                last = key;
                index++;
            }
            count++;
        }
        String next = more ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "";
        return (XML + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" + BUCKET
                        + "</Name><Prefix>" + prefix + "</Prefix><KeyCount>" + count + "</KeyCount><MaxKeys>" + PAGE
                        + "</MaxKeys><IsTruncated>" + more + "</IsTruncated>" + next + found + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String tag(String key) {
        return String.format(Locale.ROOT, "\"%032x\"", key.hashCode() & 0xffffffffL);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
