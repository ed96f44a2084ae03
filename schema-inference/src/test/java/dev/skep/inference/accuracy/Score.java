package dev.skep.inference.accuracy;

import java.util.List;
import java.util.Locale;

/**
 * How right the answer about one file is.
 *
 * @param columns columns whose types were judged
 * @param lossy columns whose type would lose values
 */
record Score(List<Component> components, int columns, int lossy, boolean failed) {

    /** One thing that was judged, with its weight and its credit, 0 to 1. */
    record Component(String name, double weight, double credit, String detail) {
        boolean isRight() {
            return credit > 1 - 1e-9;
        }
    }

    double value() {
        double weights = components.stream().mapToDouble(Component::weight).sum();
        double sum = components.stream()
                .mapToDouble(component -> component.weight() * component.credit())
                .sum();
        return weights == 0 ? 1 : sum / weights;
    }

    boolean isExact() {
        return components.stream().allMatch(Component::isRight);
    }

    /** What is wrong, for people. */
    String wrong() {
        StringBuilder text = new StringBuilder();
        for (Component component : components) {
            if (!component.isRight()) {
                text.append(String.format(
                        Locale.ROOT, "    %-11s %.2f  %s%n", component.name(), component.credit(), component.detail()));
            }
        }
        return text.toString();
    }
}
