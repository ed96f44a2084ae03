package dev.skep.crawler.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.jdbc.JdbcFinder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes a connection does not choose what the agent's machine is asked. */
class ClearanceTest {

    private static final SecretKey NO_KEY = SecretKey.of("", Map.of());
    private static final Clearance STRICT = new Clearance(NO_KEY, new Egress(false));
    private static final Clearance LOOPBACK = new Clearance(NO_KEY, Egress.LOCAL);

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000", "http://0.0.0.0:9000"})
    void storesOfTheAgentsMachineAreReachedWhenItIsToldSo(String endpoint) throws IOException {
        assertThatThrownBy(() -> StoreConnection.of(store(endpoint), STRICT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--allow-loopback");
        assertThat(StoreConnection.of(store(endpoint), LOOPBACK).aws().endpoint())
                .isEqualTo(URI.create(endpoint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254", "http://[fe80::1]", "http://[fd00:ec2::254]"})
    void addressesOfTheLinkAreNeverReached(String endpoint) {
        for (Clearance clearance : List.of(STRICT, LOOPBACK)) {
            assertThatThrownBy(() -> StoreConnection.of(store(endpoint), clearance))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("addresses of the link");
        }
    }

    @Test
    void anEndpointIsAnAddress() {
        assertThatThrownBy(() -> StoreConnection.of(store("localhost:9000"), LOOPBACK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connection lake", "https://host:9000");
    }

    @Test
    void databasesOfTheAgentsMachineAreReachedWhenItIsToldSo() {
        String url = "jdbc:postgresql://127.0.0.1:1/d";
        assertThatThrownBy(() ->
                        new JdbcFinder(DatabaseConnection.of(url, Optional.empty(), List.of(), List.of(), STRICT)))
                .hasMessageContaining("--allow-loopback");
    }

    @Test
    void databasesInFilesAreOpenedWhenTheAgentIsToldSo(@TempDir Path folder) throws Exception {
        String url = "jdbc:h2:" + folder.resolve("shop");
        DriverManager.getConnection(url).close();
        Connection shop = new Connection("shop", "jdbc", Map.of("url", url), Map.of());

        assertThatThrownBy(() -> ConnectionTest.of(shop, "", STRICT)).hasMessageContaining("--allow-embedded");
        assertThat(ConnectionTest.of(shop, "", new Clearance(NO_KEY, new Egress(false), null, true)))
                .contains("it leads to 0 tables");
        assertThatThrownBy(() -> ConnectionTest.of(
                        shop, "", new Clearance(NO_KEY, new Egress(false), folder.resolve("drivers"), true)))
                .hasMessageContaining("there is no folder of drivers");
    }

    private static Connection store(String endpoint) {
        return new Connection("lake", "s3", Map.of("endpoint", endpoint), Map.of());
    }
}
