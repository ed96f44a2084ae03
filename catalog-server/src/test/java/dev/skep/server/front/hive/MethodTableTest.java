package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Library;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodTableTest {
    @TempDir
    Path root;

    @Test
    void everyMethodOfEveryReleaseIsServedOrSaidNotToBe() throws Exception {
        Set<String> published = new TreeSet<>();
        for (String release : new String[] {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"}) {
            published.addAll(Library.of(release).methods());
        }
        try (HiveServer server = HiveServer.start(root)) {
            assertThat(MethodTable.of(server.services).names()).isEqualTo(published);
        }
    }
}
