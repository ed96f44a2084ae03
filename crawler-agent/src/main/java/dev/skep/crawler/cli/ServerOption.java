package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CrawlerClient;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Option;

/** Which server a command talks to. */
final class ServerOption {

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SKEP_SERVER:-http://127.0.0.1:8080}",
            description = "Address of the server (default: $SKEP_SERVER, else http://127.0.0.1:8080).")
    private String server = "";

    CatalogClient client() throws Failure {
        return new CatalogClient(address());
    }

    CrawlerClient crawlers() throws Failure {
        return new CrawlerClient(address());
    }

    URI address() throws Failure {
        try {
            URI uri = new URI(server);
            String scheme = uri.getScheme();
            if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, in the same words as any other wrong address
        }
        throw new Failure(Failure.USAGE, "'" + server + "' is not an address of a server; write http://host:port");
    }
}
