package dev.skep.server.front.hive.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.Test;

/** Of 2,400 bytes messages share 300, and the oldest may have 800. */
class MessageMemoryTest {
    private final MessageMemory memory = new MessageMemory(2_400, Duration.ofSeconds(30));

    private MessageMemory.Share share() {
        return memory.share(new Waiting(), () -> {});
    }

    @Test
    void whoWantsMoreThanThereIsWaitsForOthers() throws Exception {
        MessageMemory.Share first = share();
        MessageMemory.Share second = share();
        first.take(200);
        second.take(100);
        CompletableFuture<?> more = CompletableFuture.runAsync(() -> take(second, 1));
        assertThat(isDone(more)).isFalse();
        // The oldest goes on.
        first.take(500);
        first.release();
        more.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aMessageIsNeverLongerThanItsOwnLimit() throws Exception {
        MessageMemory.Share only = share();
        only.take(800);
        assertThatThrownBy(() -> only.take(1))
                .isInstanceOf(TTransportException.class)
                .hasMessageContaining("800 bytes");
        only.release();
        only.take(800);
    }

    @Test
    void nobodyWaitsForEver() throws Exception {
        MessageMemory impatient = new MessageMemory(2_400, Duration.ofMillis(1));
        MessageMemory.Share first = impatient.share(new Waiting(), () -> {});
        MessageMemory.Share second = impatient.share(new Waiting(), () -> {});
        first.take(300);
        assertThatThrownBy(() -> second.take(1)).hasMessageContaining("again later");
    }

    @Test
    void aClientThatIsWaitedForGivesWay() throws Exception {
        Waiting waiting = new Waiting();
        AtomicInteger givenUp = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        MessageMemory.Share stalled = memory.share(waiting, () -> {
            givenUp.incrementAndGet();
            waiting.giveUp();
            closed.countDown();
        });
        stalled.take(300);
        CompletableFuture<?> client = CompletableFuture.runAsync(() -> {
            try {
                waiting.during(() -> {
                    try {
                        return closed.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            stalled.release();
        });
        MessageMemory.Share other = share();
        other.take(300);
        client.get(20, TimeUnit.SECONDS);
        assertThat(givenUp).hasValue(1);
    }

    private static void take(MessageMemory.Share share, int bytes) {
        try {
            share.take(bytes);
        } catch (TTransportException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isDone(CompletableFuture<?> future) throws ExecutionException, InterruptedException {
        try {
            future.get(50, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
