package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.source.LocalSource;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.s3.LocalS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lake is the same lake wherever it lies. */
class StoreLakeTest {

    private static final Path LAKE = Path.of("sample-lake/data");

    @Test
    void isTheSameInAStoreAsInAFolder() throws Exception {
        try (LocalS3 store = LocalS3.start()) {
            List<Path> files;
            try (var walk = Files.walk(LAKE)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                store.put("some/lake/" + LAKE.relativize(file), Files.readAllBytes(file));
            }

            assertThat(told(store.source("some/lake"))).isEqualTo(told(new LocalSource(LAKE)));
        }
    }

    private static String told(Source source) throws Exception {
        CrawlPlan plan = new Planner(source.location(), new Registration("lake", ""), InstantSource.system())
                .plan(Lakes.find(source), KnownTables.none());
        StringBuilder text = new StringBuilder();
        for (TablePlan table : plan.tables()) {
            text.append(table.name())
                    .append(table.after().columns())
                    .append(table.found().layout());
            text.append(table.found().decisions()).append('\n');
        }
        return text.append(plan.problems()).toString().replace(source.location(), "lake:");
    }
}
