package dev.skep.server.model.workload;

import java.util.List;

/** What is wrong with a plan, and what is not but may surprise. */
public record Findings(List<String> errors, List<String> warnings) {
    public Findings {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }
}
