package dev.skep.suites;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.manipulation.Filter;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * A test class of Hive.
 *
 * @param className its full name
 * @param translated whether it wants a server that makes external tables of managed ones
 * @param leftOut names of its tests that are not run
 */
record Suite(String className, boolean translated, Set<String> leftOut) {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    String name() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Runs it; the outcomes by test, in the order of the tests. */
    Map<String, Outcome> run() throws ReflectiveOperationException, InterruptedException {
        Request request = Request.aClass(Class.forName(className)).filterWith(new Chosen());
        Map<String, Outcome> planned = new LinkedHashMap<>();
        plan(request.getRunner().getDescription(), planned);

        Listener listener = new Listener();
        Thread runner = new Thread(
                () -> {
                    JUnitCore core = new JUnitCore();
                    core.addListener(listener);
                    core.run(request);
                },
                name());
        runner.setDaemon(true);
        runner.start();
        runner.join(PATIENCE.toMillis());
        Map<String, Outcome> ended = Map.copyOf(listener.outcomes);
        planned.replaceAll((test, unknown) -> ended.getOrDefault(test, listener.failureOfAll(unknown)));
        return planned;
    }

    private static void plan(Description description, Map<String, Outcome> planned) {
        if (description.isTest()) {
            planned.put(test(description), new Outcome.Failed(new AssertionError("It did not run to its end")));
        }
        description.getChildren().forEach(child -> plan(child, planned));
    }

    /** The name of the test, without that of the metastore that it runs against. */
    private static String test(Description description) {
        String name = description.getMethodName();
        return name == null ? description.getDisplayName() : name.replace("[Cluster]", "");
    }

    private final class Chosen extends Filter {
        @Override
        public boolean shouldRun(Description description) {
            return description.isTest()
                    ? !leftOut.contains(test(description))
                    : description.getChildren().isEmpty()
                            || description.getChildren().stream().anyMatch(this::shouldRun);
        }

        @Override
        public String describe() {
            return "what is about clients";
        }
    }

    /** Called by the thread that runs the suite; asked by another one. */
    private static final class Listener extends RunListener {
        private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        private volatile Outcome.@Nullable Failed all;

        Outcome failureOfAll(Outcome otherwise) {
            Outcome.Failed failed = all;
            return failed == null ? otherwise : failed;
        }

        @Override
        public void testFinished(Description description) {
            outcomes.putIfAbsent(test(description), new Outcome.Passed());
        }

        @Override
        public void testFailure(Failure failure) {
            Outcome.Failed failed = new Outcome.Failed(failure.getException());
            if (failure.getDescription().isTest()) {
                outcomes.put(test(failure.getDescription()), failed);
            } else {
                all = failed;
            }
        }

        @Override
        public void testAssumptionFailure(Failure failure) {
            outcomes.put(test(failure.getDescription()), new Outcome.Ignored(String.valueOf(failure.getMessage())));
        }

        @Override
        public void testIgnored(Description description) {
            outcomes.put(test(description), new Outcome.Ignored("Hive leaves it out"));
        }
    }
}
