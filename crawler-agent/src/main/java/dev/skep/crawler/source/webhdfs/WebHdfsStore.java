package dev.skep.crawler.source.webhdfs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The requests of WebHDFS that a crawl needs. Bytes come from other machines than the one that is asked, to which it redirects;
 * every host is held against what may be talked to before it is connected to.
 */
final class WebHdfsStore {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int MOST_REDIRECTS = 3;
    private static final int REDIRECTED = 307;
    private static final int FOUND = 302;

    private final WebHdfsLocation server;
    private final WebHdfsAccess access;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();

    WebHdfsStore(WebHdfsLocation server, WebHdfsAccess access) {
        this.server = server;
        this.access = access;
    }

    /** What is listed. */
    enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    /** @param name the last level of its path; empty for what was asked for itself */
    record Entry(String name, Kind kind, long size, Instant modified) {}

    /** @throws FileNotFoundException if there is nothing of this path */
    Entry status(String path) throws IOException {
        return entry(ask(path, "op=GETFILESTATUS").path("FileStatus"));
    }

    /**
     * All that lies right below a folder, a page at a time; of a file the file itself, without a name. Some releases know the
     * parameter for the next page in lower case only, though documents spell it {@code startAfter}.
     */
    void list(String path, Consumer<List<Entry>> page) throws IOException {
        String after = "";
        while (true) {
            JsonNode listing = ask(
                            path, "op=LISTSTATUS_BATCH" + (after.isEmpty() ? "" : "&startafter=" + encode(after)))
                    .path("DirectoryListing");
            List<Entry> entries = new ArrayList<>();
            listing.path("partialListing")
                    .path("FileStatuses")
                    .path("FileStatus")
                    .forEach(each -> entries.add(entry(each)));
            page.accept(entries);
            if (entries.isEmpty() || listing.path("remainingEntries").asLong() == 0) {
                return;
            }
            String last = entries.get(entries.size() - 1).name();
            if (last.equals(after)) {
                throw new IOException("the cluster gives the same page of the folder again and again");
            }
            after = last;
        }
    }

    private static Entry entry(JsonNode status) {
        Kind kind = switch (status.path("type").asText()) {
            case "DIRECTORY" -> Kind.FOLDER;
            case "SYMLINK" -> Kind.LINK;
            default -> Kind.FILE;
        };
        return new Entry(
                status.path("pathSuffix").asText(),
                kind,
                status.path("length").asLong(),
                Instant.ofEpochMilli(status.path("modificationTime").asLong()));
    }

    /** So many bytes of a file, or fewer if it is shorter. */
    byte[] read(String path, long offset, int length) throws IOException {
        try (InputStream body = send(address(path, "op=OPEN&offset=" + offset + "&length=" + length))) {
            return body.readNBytes(length);
        }
    }

    private JsonNode ask(String path, String query) throws IOException {
        try (InputStream body = send(address(path, query))) {
            return json.readTree(body);
        }
    }

    private URI address(String path, String query) {
        StringBuilder address = new StringBuilder(server.server()).append("/webhdfs/v1");
        for (String level : path.split("/", -1)) {
            address.append('/').append(encode(level));
        }
        address.append('?').append(query);
        if (access.user() != null) {
            address.append("&user.name=").append(encode(access.user()));
        }
        if (access.token() != null) {
            address.append("&delegation=").append(encode(access.token()));
        }
        return URI.create(address.toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private InputStream send(URI first) throws IOException {
        URI address = first;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            access.egress().check(String.valueOf(address.getHost()));
            HttpResponse<InputStream> response = exchange(address);
            if (response.statusCode() == REDIRECTED || response.statusCode() == FOUND) {
                response.body().close();
                address = redirect(address, response);
            } else if (response.statusCode() / 100 == 2) {
                return response.body();
            } else {
                try (InputStream body = response.body()) {
                    throw failure(response.statusCode(), body);
                }
            }
        }
        throw new IOException("the cluster redirects in a circle");
    }

    /** To where the cluster leads, which may carry a token: from TLS it leads nowhere else than to TLS. */
    private static URI redirect(URI from, HttpResponse<InputStream> response) throws IOException {
        Optional<URI> to = response.headers().firstValue("Location").map(from::resolve);
        String scheme = String.valueOf(to.map(URI::getScheme).orElse(""));
        boolean web = scheme.equals("https") || (scheme.equals("http") && "http".equals(from.getScheme()));
        if (to.isEmpty() || to.get().getHost() == null || !web) {
            throw new IOException("the cluster redirects to no address that is followed");
        }
        return to.get();
    }

    private HttpResponse<InputStream> exchange(URI address) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(address).timeout(ANSWER).GET().build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the crawl was stopped");
        } catch (IOException e) {
            // The address of a request may hold a token, so nothing but the host is told.
            throw new IOException("nobody answers at " + address.getHost() + ":" + address.getPort(), e);
        }
    }

    private IOException failure(int status, InputStream body) throws IOException {
        JsonNode remote;
        try {
            remote = json.readTree(body).path("RemoteException");
        } catch (JsonProcessingException e) {
            return new IOException("the cluster answers with status " + status, e);
        }
        String message = remote.path("message")
                .asText("status " + status)
                .lines()
                .findFirst()
                .orElse("");
        return switch (remote.path("exception").asText()) {
            case "FileNotFoundException" -> new FileNotFoundException("it vanished after it was listed");
            case "AccessControlException", "SecurityException" ->
                new AccessDeniedException("permission denied: " + message);
            case "StandbyException" ->
                new IOException("the name node " + server.host() + " is in standby; name the one that is active");
            default -> new IOException("the cluster refuses: " + message);
        };
    }
}
