package dev.skep.integration;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** Checks that hold now and must hold after a restart of the server too. */
final class Lasting {
    private final SparkCatalog catalog;
    private final List<Executable> checks = new ArrayList<>();

    Lasting(SparkCatalog catalog) {
        this.catalog = catalog;
    }

    void check(Executable check) throws Throwable {
        check.execute();
        checks.add(check);
    }

    void checkAgainAfterRestart() {
        catalog.server().restart();
        catalog.forgetWhatSparkRemembers();
        Assertions.assertAll(checks);
    }
}
