package dev.skep.crawler.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    @Test
    void addsUpTargetsAndForgetsThemWhenTheCrawlIsDoneAnew() {
        LiveProgress progress = new LiveProgress(Clock.systemUTC());
        crawl(progress);
        assertThat(progress.filesListed()).isEqualTo(8);
        assertThat(progress.filesSampled()).isEqualTo(3);

        progress.beginAgain();
        assertThat(progress.filesListed()).isZero();
        crawl(progress);
        assertThat(progress.filesListed()).isEqualTo(8);
        assertThat(progress.filesSampled()).isEqualTo(3);
    }

    private static void crawl(LiveProgress progress) {
        progress.listed(5);
        progress.sampled(2, 2);
        progress.nextTarget();
        progress.listed(3);
        progress.sampled(1, 1);
    }
}
