package dev.skep.server.boot;

import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.skep.server.front.hive.wire.ThriftMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Everything that is measured. Labels take few values each, whatever clients send. */
final class Metrics implements AutoCloseable {
    private static final Set<String> HTTP_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    // Held here because the registry itself holds what it reads only weakly.
    private final LongSupplier statements;
    private final ThriftMeter thrift = new ThriftMetrics(registry);

    /** @param statements how many the store has sent so far */
    Metrics(LongSupplier statements) {
        this.statements = statements;
        FunctionCounter.builder("skep.store.statements", this.statements, LongSupplier::getAsLong)
                .description("Statements sent to the database; a batch counts as one")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    void http(String method, String route, int status, Duration time) {
        Timer.builder("skep.http.requests")
                .description("Requests of the HTTP port that were answered")
                .tag("method", HTTP_METHODS.contains(method) ? method : "other")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(time);
    }

    ThriftMeter thrift() {
        return thrift;
    }

    /** For the pools of connections to the database. */
    MetricsTrackerFactory connections() {
        return new MicrometerMetricsTrackerFactory(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private static final class ThriftMetrics implements ThriftMeter {
        private final PrometheusMeterRegistry registry;
        private final AtomicInteger open = new AtomicInteger();

        ThriftMetrics(PrometheusMeterRegistry registry) {
            this.registry = registry;
            Gauge.builder("skep.thrift.connections", open, AtomicInteger::get)
                    .description("Thrift connections that are open")
                    .register(registry);
        }

        @Override
        public void called(String method, Outcome outcome, Duration duration) {
            Timer.builder("skep.thrift.calls")
                    .description("Calls of Thrift methods, by how they ended")
                    .tag("method", method)
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .record(duration);
        }

        @Override
        public void connected() {
            open.incrementAndGet();
        }

        @Override
        public void disconnected() {
            open.decrementAndGet();
        }

        @Override
        public void turnedAway(String reason) {
            Counter.builder("skep.thrift.turned.away")
                    .description("Connections that were closed for what they are or sent")
                    .tag("reason", reason)
                    .register(registry)
                    .increment();
        }
    }
}
