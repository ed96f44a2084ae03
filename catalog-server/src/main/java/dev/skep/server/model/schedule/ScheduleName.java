package dev.skep.server.model.schedule;

/**
 * Which scheduled query: names are compared as they are.
 *
 * @param namespace that of the cluster that runs it
 */
public record ScheduleName(String namespace, String value) {
    @Override
    public String toString() {
        return value + " of " + namespace;
    }
}
