package dev.skep.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link SparkCatalog} of the run to tests that ask for it: a Spark session is slow to start. */
final class SparkExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkCatalog.class;
    }

    @Override
    public SparkCatalog resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SparkExtension.class))
                .getOrComputeIfAbsent(SparkCatalog.class, key -> start(), SparkCatalog.class);
    }

    private static SparkCatalog start() {
        try {
            return new SparkCatalog();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
