package dev.skep.crawler.source.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skep.crawler.aws.AwsAccess;
import dev.skep.crawler.aws.AwsAccess.Credentials;
import dev.skep.crawler.aws.AwsAccess.Role;
import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.source.SourceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom a store is asked, as the store sees it: one endpoint stands for the store, the instance and the service of roles. */
class CredentialsTest {

    private record Asked(String method, String path, Map<String, String> headers, String body) {
        boolean ofStore() {
            return path.startsWith("/lake");
        }

        /** The key that signed, such as {@code AKIA…}; empty for none. */
        String signer() {
            return headers.getOrDefault("authorization", "").replaceFirst(".*Credential=([^/]+)/.*", "$1");
        }
    }

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> before = new TreeMap<>();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Path shared = Files.writeString(
                folder.resolve("credentials"),
                "[reader]\naws_access_key_id = OFPROFILE\naws_secret_access_key = s\naws_session_token = t\n");
        set("aws.sharedCredentialsFile", shared.toString());
        set("aws.configFile", folder.resolve("none").toString());
        set("aws.ec2MetadataServiceEndpoint", endpoint().toString());
        set("aws.endpointUrlSts", endpoint().toString());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void aKeyMayHaveAToken() throws IOException {
        list(new Credentials.Keys("OFKEY", "s", "token"), null, false);
        assertThat(asked).isNotEmpty().allSatisfy(request -> {
            assertThat(request.signer()).isEqualTo("OFKEY");
            assertThat(request.headers())
                    .containsEntry("x-amz-security-token", "token")
                    .doesNotContainKey("x-amz-request-payer");
        });
    }

    @Test
    void aProfileIsThatOfTheSharedFiles() throws IOException {
        list(new Credentials.Profile("reader"), null, false);
        assertThat(asked).isNotEmpty().allSatisfy(request -> {
            assertThat(request.signer()).isEqualTo("OFPROFILE");
            assertThat(request.headers()).containsEntry("x-amz-security-token", "t");
        });
    }

    @Test
    void whatTheEnvironmentSaysIsFound() throws IOException {
        set("aws.accessKeyId", "OFENVIRONMENT");
        set("aws.secretAccessKey", "s");
        list(new Credentials.Found(), null, false);
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.signer()).isEqualTo("OFENVIRONMENT"));
    }

    @Test
    void anInstanceHasARole() throws IOException {
        list(new Credentials.Found(), null, false);
        assertThat(asked).anySatisfy(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.path()).isEqualTo("/latest/api/token");
        });
        assertThat(asked)
                .filteredOn(request -> request.path().startsWith("/latest/meta-data"))
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.headers()).containsEntry("x-aws-ec2-metadata-token", "session"));
        assertThat(asked).filteredOn(Asked::ofStore).isNotEmpty().allSatisfy(request -> {
            assertThat(request.signer()).isEqualTo("OFINSTANCE");
            assertThat(request.headers()).containsEntry("x-amz-security-token", "instance-token");
        });
    }

    @Test
    void aRoleIsTakenOnWithTheKey() throws IOException {
        list(new Credentials.Keys("OFKEY", "s", null), new Role("arn:aws:iam::1:role/reader", "ext"), false);
        assertThat(asked)
                .filteredOn(request -> request.body().contains("Action=AssumeRole"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.signer()).isEqualTo("OFKEY");
                    assertThat(request.body())
                            .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Freader")
                            .contains("ExternalId=ext")
                            .contains("RoleSessionName=skep-crawler");
                });
        assertThat(asked).filteredOn(Asked::ofStore).isNotEmpty().allSatisfy(request -> {
            assertThat(request.signer()).isEqualTo("OFROLE");
            assertThat(request.headers()).containsEntry("x-amz-security-token", "role-token");
        });
    }

    @Test
    void nobodySignsNothing() throws IOException {
        list(new Credentials.Anonymous(), null, false);
        assertThat(asked)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void whoAgreesToPaySaysSoEveryTime() throws IOException {
        try (S3Source source = source(new Credentials.Keys("OFKEY", "s", null), null, true)) {
            List<SourceFile> files = source.list(found -> {}).files();
            assertThat(source.open(files.get(0)).read(0, 1)).hasSize(1);
        }
        assertThat(asked).anySatisfy(request -> assertThat(request.path()).isEqualTo("/lake/a.csv"));
        assertThat(asked)
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-amz-request-payer", "requester"));
    }

    private void list(Credentials credentials, @Nullable Role role, boolean pays) throws IOException {
        try (S3Source source = source(credentials, role, pays)) {
            assertThat(source.list(found -> {}).files())
                    .extracting(SourceFile::path)
                    .containsExactly("a.csv");
        }
    }

    private S3Source source(Credentials credentials, @Nullable Role role, boolean pays) {
        AwsAccess aws = new AwsAccess(endpoint(), "eu-west-1", credentials, role, Egress.LOCAL);
        return new S3Source(S3Location.parse("s3://lake"), new S3Access(aws, true, pays));
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void set(String property, String value) {
        before.putIfAbsent(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(exchange.getRequestMethod(), path, headers, body));
        byte[] answer = answer(path, body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String answer(String path, String body) {
        String end = Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return switch (path) {
            case "/latest/api/token" -> "session";
            case "/latest/meta-data/iam/security-credentials/" -> "reader";
            case "/latest/meta-data/iam/security-credentials/reader" ->
                "{\"Code\": \"Success\", \"AccessKeyId\": \"OFINSTANCE\", \"SecretAccessKey\": \"s\", \"Token\": \"instance-token\","
                        + " \"Expiration\": \"" + end + "\"}";
            case "/lake", "/lake/" ->
                "<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated><KeyCount>1</KeyCount><Contents>"
                        + "<Key>a.csv</Key><Size>1</Size><ETag>\"e\"</ETag><LastModified>2026-01-01T00:00:00Z</LastModified>"
                        + "</Contents></ListBucketResult>";
            case "/lake/a.csv" -> "x";
            default ->
                body.contains("Action=AssumeRole")
                        ? "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>OFROLE</AccessKeyId>"
                                + "<SecretAccessKey>s</SecretAccessKey><SessionToken>role-token</SessionToken><Expiration>"
                                + end + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
                        : "";
        };
    }
}
