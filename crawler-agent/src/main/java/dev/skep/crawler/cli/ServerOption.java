package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CrawlerClient;
import dev.skep.crawler.catalog.Credentials;
import dev.skep.crawler.catalog.Credentials.Secret;
import dev.skep.crawler.catalog.NamedObjects;
import dev.skep.crawler.catalog.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to, and who it says it is. */
final class ServerOption {

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SKEP_SERVER:-http://127.0.0.1:8080}",
            description = "Address of the server (default: $SKEP_SERVER, else http://127.0.0.1:8080).")
    private String server = "";

    @Option(
            names = "--server-user",
            paramLabel = "NAME",
            defaultValue = "${env:SKEP_USER}",
            description =
                    "Who you are to the server (default: $SKEP_USER), with --server-password-file or $SKEP_PASSWORD.")
    private @Nullable String user;

    @Option(
            names = "--server-password-file",
            paramLabel = "FILE",
            defaultValue = "${env:SKEP_PASSWORD_FILE}",
            description = "A file that holds the password of that user (default: $SKEP_PASSWORD_FILE).")
    private @Nullable Path passwordFile;

    @Option(
            names = "--server-token-file",
            paramLabel = "FILE",
            defaultValue = "${env:SKEP_TOKEN_FILE}",
            description = "A file that holds a signed token (JWT) instead; it is read anew for each request"
                    + " (default: $SKEP_TOKEN_FILE; $SKEP_TOKEN is the token itself).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--server-ca-file",
            paramLabel = "FILE",
            defaultValue = "${env:SKEP_CA_FILE}",
            description = "A PEM file of certificates: who may have issued the server's (default: $SKEP_CA_FILE,"
                    + " else whom Java trusts).")
    private @Nullable Path authorities;

    @Option(
            names = "--allow-clear",
            description =
                    "Send the password or token to another machine without TLS, for everybody on the way to read.")
    private boolean clear;

    CatalogClient client() throws Failure {
        return new CatalogClient(server());
    }

    CrawlerClient crawlers() throws Failure {
        return new CrawlerClient(server());
    }

    /** @param plural such as {@code connections} */
    NamedObjects named(String plural) throws Failure {
        return new NamedObjects(server(), plural);
    }

    Server server() throws Failure {
        URI address = address();
        Credentials credentials = credentials(System.getenv());
        if (!(credentials instanceof Credentials.None) && !clear && isReadableOnTheWay(address)) {
            throw new Failure(
                    Failure.USAGE,
                    "Everybody on the way to " + address
                            + " could read the password or token; use https://, or say --allow-clear");
        }
        return new Server(address, credentials, trust());
    }

    private URI address() throws Failure {
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

    private Credentials credentials(Map<String, String> environment) throws Failure {
        Optional<Secret> token = secret(tokenFile, environment.get("SKEP_TOKEN"));
        if (token.isPresent() && user != null) {
            throw new Failure(Failure.USAGE, "Both a user and a token are given; leave one of them out");
        }
        if (user != null) {
            String name = user;
            return secret(passwordFile, environment.get("SKEP_PASSWORD"))
                    .map(password -> new Credentials.Password(name, password))
                    .orElseThrow(() -> new Failure(
                            Failure.USAGE,
                            "User " + name + " needs --server-password-file, or SKEP_PASSWORD in the environment"));
        }
        if (passwordFile != null) {
            throw new Failure(Failure.USAGE, "A password needs --server-user: whose it is");
        }
        return token.<Credentials>map(Credentials.Token::new).orElseGet(Credentials.None::new);
    }

    private static Optional<Secret> secret(@Nullable Path file, @Nullable String given) {
        return file != null
                ? Optional.of(new Secret.InFile(file))
                : Optional.ofNullable(given).filter(text -> !text.isEmpty()).map(Secret.Given::new);
    }

    private static boolean isReadableOnTheWay(URI address) {
        try {
            return address.getScheme().equals("http")
                    && !InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private Optional<SSLContext> trust() throws Failure {
        if (authorities == null) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new Failure(Failure.USAGE, authorities + " holds no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return Optional.of(context);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, "The file of certificates " + authorities + " cannot be read");
        } catch (GeneralSecurityException e) {
            throw new Failure(Failure.USAGE, authorities + " holds no certificates in PEM: " + e.getMessage());
        }
    }
}
