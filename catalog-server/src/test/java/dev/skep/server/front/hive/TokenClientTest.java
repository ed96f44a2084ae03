package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.token.HadoopTokens;
import dev.skep.server.model.token.TokenIdentity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What published clients see of delegation tokens. */
class TokenClientTest extends ReleaseKit {
    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void issuesRenewsAndCancels(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            refused(client, "MetaException", "owner", "get_delegation_token", "", "yarn");
            String text = (String) client.call("get_delegation_token", "tess", "yarn/host@REALM");
            TokenIdentity identity = HadoopTokens.read(text).identity();
            assertThat(identity.owner()).isEqualTo("tess");
            assertThat(identity.endsAt()).isEqualTo(HiveServer.NOW.plus(Duration.ofDays(7)));
            assertThat(tokens().password(identity))
                    .as("nobody has proven anything")
                    .isEmpty();

            client.call("set_ugi", "eve", List.of());
            refused(client, "MetaException", "only by", "renew_delegation_token", text);
            refused(client, "MetaException", "only by", "cancel_delegation_token", text);
            client.call("set_ugi", "yarn", List.of());
            assertThat(client.call("renew_delegation_token", text))
                    .isEqualTo(HiveServer.NOW.plus(Duration.ofDays(1)).toEpochMilli());
            client.call("set_ugi", "tess", List.of());
            client.call("cancel_delegation_token", text);
            refused(client, "MetaException", "no such token", "cancel_delegation_token", text);
            refused(client, "MetaException", "no token", "renew_delegation_token", "nonsense");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsTokensAndKeysOfOthers(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            assertThat(client.call("add_token", "id", "secret")).isEqualTo(true);
            assertThat(client.call("add_token", "id", "other")).isEqualTo(false);
            assertThat(client.call("get_token", "id")).isEqualTo("secret");
            assertThat(client.call("get_token", "none")).isEqualTo("");
            assertThat(client.call("get_all_token_identifiers")).isEqualTo(List.of("id"));
            assertThat(client.call("remove_token", "id")).isEqualTo(true);
            assertThat(client.call("remove_token", "id")).isEqualTo(false);

            int first = (Integer) client.call("add_master_key", "one");
            client.call("add_master_key", "two");
            client.call("update_master_key", first, "three");
            assertThat(client.call("get_master_keys")).isEqualTo(List.of("three", "two"));
            assertThat(client.call("remove_master_key", first)).isEqualTo(true);
            refused(client, "NoSuchObjectException", "master key", "update_master_key", first, "four");
        }
    }
}
